"""Notes of authors: which mark in running words calls which body.

In goes a draft, or the blocks made of it; out come the bodies that an anchor calls, and the pairs. ``forms`` knows what
marks look like, ``anchors`` and ``candidates`` find them, ``chains`` tells which candidates count up together,
``series`` pairs them with anchors in the order of the text, ``evidence`` believes or not, ``bodies`` tells how far each
note reaches, ``pairing`` ties what the blocks of the text have become.
"""

from editio.encode.notes.anchors import Anchor
from editio.encode.notes.bodies import Body, bodies
from editio.encode.notes.pairing import Tied, pair

__all__ = ["Anchor", "Body", "Tied", "bodies", "pair"]

"""editio: raw texts to validated TEI P5, and from it editions to read.

The stages are packages, in the order of the work: ``encode``, ``validate``, ``render``.
They meet in files and never import one another; the modules beside them are the ground
floor on which all of them stand.
"""

__version__ = "0.1.0"

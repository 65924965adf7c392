"""The build as a table of contents: ``doit list`` shows it, ``doit`` does it.

    source/ --encode--> tei/ --validate--> --render--> output/

Each stage has a task a text, so that one edited text builds itself alone; `volume` makes what
belongs to the edition as a whole. What the tasks are made of is told in editio/build.py.
"""

from editio import build

DOIT_CONFIG = build.CONFIG
EDITION = build.load()


def task_schema():
    """schemas for documents, and for whoever types the files of source/: tei/schema/"""
    yield from build.schema(EDITION)


def task_authorities():
    """what is told of persons, places and works is checked: source/authorities.toml"""
    yield from build.authorities(EDITION)


def task_encode():
    """raw texts, and what editors say of them, become TEI: source/ -> tei/"""
    yield from build.encode(EDITION)


def task_validate():
    """each document is valid TEI and gives the raw bytes again"""
    yield from build.validate(EDITION)


def task_html():
    """pages to read: tei/ -> output/html/"""
    yield from build.render(EDITION, "html")


def task_epub():
    """books: tei/ -> output/epub/"""
    yield from build.render(EDITION, "epub")


def task_text():
    """plain text: tei/ -> output/text/"""
    yield from build.render(EDITION, "text")


def task_pdf():
    """books to print: tei/ -> output/pdf/"""
    yield from build.render(EDITION, "pdf")


def task_volume():
    """the edition as a whole: the front page, the book and the plain text of all texts"""
    yield from build.volume(EDITION)


def task_onix():
    """what the book trade is told of all that has an ISBN: output/onix/"""
    yield from build.onix(EDITION)

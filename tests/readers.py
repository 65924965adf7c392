"""Readers: programs by others in which people read books, run in the browser of the tests.

In go books as paths; out comes what a reader shows of them; what it complains of raises :class:`~judges.Broken`.
foliate-js and epub.js are those that ``make test`` installs, calibre's converter is the system's. No network is used:
what a page asks for is answered here.
"""

import mimetypes
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from judges import NODE_MODULES, Broken
from playwright.sync_api import Browser, Page, Route

ORIGIN = "http://localhost:1/"
"""Where the pages of readers seem to stand; nothing listens there."""

EMPTY = "<!DOCTYPE html><html><head><title>reader</title></head><body></body></html>"

FOLIATE = """
async () => {
    const {makeBook} = await import('/foliate-js/view.js')
    const {FootnoteHandler} = await import('/foliate-js/footnotes.js')
    const book = await makeBook('/book.epub')
    const view = document.createElement('foliate-view')
    view.style.cssText = 'display: block; width: 800px; height: 600px'
    document.body.append(view)
    await view.open(book)
    const handler = new FootnoteHandler()
    handler.addEventListener('before-render', ({detail}) => {
        detail.view.renderer.setAttribute('flow', 'scrolled')
        document.body.append(detail.view)
    })
    const shown = []
    for (const [index] of book.sections.entries()) {
        await view.goTo(index)
        const popups = []
        const {doc} = view.renderer.getContents().find(one => one.index === index)
        for (const a of doc.querySelectorAll('a[role="doc-noteref"]')) {
            const rendered = new Promise((resolve, reject) => {
                handler.addEventListener('render', ({detail}) => resolve(detail), {once: true})
                view.addEventListener('link', e => handler.handle(book, e).catch(reject), {once: true})
            })
            a.click()
            const {view: popup, href, type} = await rendered
            await new Promise(resolve => popup.renderer.addEventListener('create-overlayer', () => setTimeout(resolve)))
            const {doc: note} = popup.renderer.getContents()[0]
            shown.push({id: a.id, label: a.textContent, href, type, words: note.body.textContent})
            popups.push(popup)
        }
        await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
        for (const popup of popups) {
            popup.close()
            popup.remove()
        }
    }
    return {titles: book.toc.map(item => item.label), sections: book.sections.length, notes: shown}
}
"""
"""Click each reference to a note, and tell what foliate-js shows of the note."""

EPUB_JS = """
async () => {
    const data = await (await fetch('/book.epub')).arrayBuffer()
    const book = ePub(data)
    await book.ready
    const place = document.createElement('div')
    document.body.append(place)
    const rendition = book.renderTo(place, {width: 800, height: 600, flow: 'scrolled-doc'})
    const shown = {}
    for (const item of book.spine.spineItems) {
        await rendition.display(item.href)
        shown[item.href] = rendition.getContents()[0].document.body.textContent
    }
    return shown
}
"""
"""Open each file of the spine, and tell what epub.js shows of it."""


def foliate(browser: Browser, book: Path) -> Any:
    """Click every reference to a note in foliate-js; give the contents, and what is shown of each note."""
    with _reader(browser, book) as page:
        return page.evaluate(FOLIATE)


def epub_js(browser: Browser, book: Path) -> Any:
    """Open every file of the spine in epub.js; give the words of each by its name."""
    with _reader(browser, book) as page:
        for script in ("jszip/dist/jszip.min.js", "epubjs/dist/epub.min.js"):
            page.add_script_tag(url=f"{ORIGIN}{script}")
        return page.evaluate(EPUB_JS)


def converted(book: Path, out: Path) -> None:
    """Convert a book by calibre into the form that the suffix of ``out`` names. Without calibre, say so."""
    program = shutil.which("ebook-convert")
    if program is None:
        raise LookupError("calibre is not installed")
    done = subprocess.run([program, str(book), str(out)], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise Broken(f"ebook-convert: {done.stderr}")


@contextmanager
def _reader(browser: Browser, book: Path) -> Iterator[Page]:
    """Open an empty page that can load readers and a book; what it complains of breaks the test."""
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(error.stack or str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.route("**/*", lambda route: _answer(route, book))
    page.goto(ORIGIN)
    try:
        yield page
    finally:
        page.close()
    if complaints:
        raise Broken(f"{book.name}: {complaints}")


def _answer(route: Route, book: Path) -> None:
    asked = route.request.url
    if not asked.startswith(ORIGIN):
        route.continue_()
        return
    name = asked.removeprefix(ORIGIN)
    path = book if name == "book.epub" else NODE_MODULES / name
    if not name:
        route.fulfill(body=EMPTY, content_type="text/html")
    elif path.is_file():
        kind = "text/javascript" if path.suffix == ".js" else mimetypes.guess_type(path.name)[0]
        route.fulfill(body=path.read_bytes(), content_type=kind or "application/octet-stream")
    else:
        route.fulfill(status=404, body="")

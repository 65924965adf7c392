"""Pictures of pages for the docs, each of which knows the words that it shows.

In goes an open browser and a page; out come the bytes of a picture that holds some elements and nothing else, and the
words of these. The picture keeps a hash of the words, so that one that is no longer true can be found without looking.
"""

import hashlib
import struct
import zlib

MARGIN = 16
"""Pixels round what is shown."""

ALONE = """async selector => {
  for (const name of ["names", "changes"]) document.documentElement.setAttribute(`data-${name}`, "on");
  const shown = [...document.querySelectorAll(selector)];
  for (const one of document.querySelectorAll("body *"))
    if (!shown.some(other => other.contains(one) || one.contains(other))) one.style.display = "none";
  for (const one of document.querySelectorAll("article > *"))
    one.style.cssText += "border: 0; padding: 0; margin-top: 1rem";
  dispatchEvent(new Event("resize"));
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  return shown.map(one => [one.innerText, one.getBoundingClientRect().toJSON()]);
}"""
"""Shows names and changes, hides all but some elements; gives the words of these and where they stand."""


def take(browser, path, selector, width):
    """Take a picture of what a selector of CSS finds on a page, in a window of some width; gives words and picture."""
    context = browser.new_context(viewport={"width": width, "height": 400}, color_scheme="light")
    try:
        opened = context.new_page()
        opened.goto(path.as_uri())
        shown, boxes = zip(*opened.evaluate(ALONE, selector), strict=True)
        left, top = (min(box[side] for box in boxes) - MARGIN for side in ("left", "top"))
        right, bottom = (max(box[side] for box in boxes) + MARGIN for side in ("right", "bottom"))
        clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        words = " ".join(" ".join(shown).split())
        return words, _signed(opened.screenshot(clip=clip, full_page=True), words)
    finally:
        context.close()


def shows(picture, words):
    """Tell whether a picture is one of some words."""
    return _chunk(words) in picture


def _signed(picture, words):
    """Put the chunk behind the head of a PNG, which takes 33 bytes."""
    return picture[:33] + _chunk(words) + picture[33:]


def _chunk(words):
    """Make a chunk of text with the hash of some words (PNG, Third Edition, 11.3.3.3)."""
    said = b"tEXtDescription\0" + hashlib.sha256(words.encode()).hexdigest().encode()
    return struct.pack(">I", len(said) - 4) + said + struct.pack(">I", zlib.crc32(said))

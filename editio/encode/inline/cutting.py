"""How runs are cut so that what is read as markup is by itself.

In go the runs of a passage and the marks in its words; out come runs that hold the same bytes, in which each mark has
runs of its own, without words.
"""

from collections.abc import Iterator, Sequence

from editio.encode.inline.marks import Mark
from editio.encode.reading import RawText
from editio.encode.runs import Run


def cut(raw: RawText, runs: Sequence[Run], marks: Sequence[Mark]) -> list[Run]:
    """Cut runs at marks, which are in order and apart, by code points of the words of these runs."""
    made: list[Run] = []
    nth = at = 0
    for run in runs:
        first, at = at, at + len(run.text)
        while nth < len(marks) and marks[nth].last <= first:
            nth += 1
        if not run.text or nth == len(marks) or marks[nth].first >= at:
            made.append(run)
        elif run.kind == "text":
            made.extend(_parts(raw, run, first, marks, nth))
        else:  # a blank is one character, whatever it stands for
            made.append(run._replace(kind="mark", text="", decision=marks[nth].decision))
    return made


def _run_of(mark: Mark, at: int, length: int, start: int, end: int) -> Run:
    """Make the run of a mark; one that a blank stands for is white space."""
    return Run("sp" if mark.words else "mark", at, length, start, end, mark.words, decision=mark.decision)


def _parts(raw: RawText, run: Run, first: int, marks: Sequence[Mark], nth: int) -> Iterator[Run]:
    """Give the parts of a run of words that begins at ``first``; ``nth`` is the first mark in it."""
    words, at, size = run.text, run.at, len(run.text)
    width, offsets = raw.offsets.width, raw.offsets

    def byte(begin: int, end: int, start: int) -> int:
        """Give the byte behind the characters ``begin`` to ``end``, which begin at the byte ``start``."""
        if end == size:
            return run.end
        return offsets[at + end] if offsets.step == 1 else start + width(words[begin:end])

    done, start = 0, run.start
    while nth < len(marks) and marks[nth].first < first + size:
        begin, end = max(0, marks[nth].first - first), min(size, marks[nth].last - first)
        if done < begin:
            middle = byte(done, begin, start)
            yield Run("text", at + done, begin - done, start, middle, words[done:begin])
            start = middle
        behind = byte(begin, end, start)
        yield _run_of(marks[nth], at + begin, end - begin, start, behind)
        done, start = end, behind
        nth += 1
    if done < size:
        yield Run("text", at + done, size - done, start, run.end, words[done:])

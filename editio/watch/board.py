"""The board: what is known at the moment, written by the one who builds and read by all who serve pages.

In go the messages of tasks, by the names of the tasks; out come those that concern one text, or the edition as a whole,
and a number that grows whenever there may be something new to see.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from threading import Condition

from editio.message import Message

Messages = tuple[Message, ...]

SHOWN = 100
"""Messages that are shown on a page; whoever has mended these sees the rest."""


class Board:
    """Hold what there is to tell; any thread may ask."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._condition = Condition()
        self._number = 0
        self._tasks: dict[str, Messages] = {}
        self._faulty: frozenset[str] = frozenset()
        self._edition: Messages = ()
        self._texts: tuple[str, ...] = ()
        self._open: Counter[str] = Counter()

    @property
    def texts(self) -> tuple[str, ...]:
        """Give the names of the texts of the edition, in reading order."""
        return self._texts

    @property
    def open_texts(self) -> frozenset[str]:
        """Give the texts of which somebody looks at a page."""
        with self._condition:
            return frozenset(self._open)

    def set_edition(self, texts: tuple[str, ...], messages: Messages) -> None:
        """Say which texts there are, and what is wrong with the edition as a whole."""
        with self._condition:
            self._texts, self._edition = texts, messages
            self._tell()

    def put(self, tasks: Mapping[str, Messages], faulty: Collection[str] = (), *, all_of_them: bool = False) -> None:
        """Say what tasks have to tell now, and which ended by a fault of the program.

        Of the other tasks, what was said before holds; if these are ``all_of_them``, the others are gone.
        """
        with self._condition:
            self._tasks = dict(tasks) if all_of_them else {**self._tasks, **tasks}
            self._faulty = (self._faulty & self._tasks.keys() - tasks.keys()) | frozenset(faulty)
            self._tell()

    def _tell(self) -> None:
        self._number += 1
        self._condition.notify_all()

    def of_page(self, text: str) -> Messages:
        """Give what concerns the pages of a text; for no text, the front page, where all that rejects is shown.

        What rejects comes first.
        """
        with self._condition:
            found = set(self._edition)
            for task, messages in self._tasks.items():
                stage, _, name = task.partition(":")
                if text and name == text and stage != "volume":
                    found.update(messages)
                elif not text:
                    found.update(message for message in messages if message.rejects or stage == "volume")
        return tuple(sorted(found, key=lambda message: (not message.rejects, message))[:SHOWN])

    def is_faulty(self, text: str) -> bool:
        """Tell whether the program broke down over a text; for no text, over anything."""
        with self._condition:
            return any(not text or task.partition(":")[2] == text for task in self._faulty)

    def wait(self, seen: int, seconds: float) -> int:
        """Wait until there may be more to see than at a number, but not for ever; gives the number of now."""
        with self._condition:
            self._condition.wait_for(lambda: self._number != seen, seconds)
            return self._number

    @contextmanager
    def looked_at(self, text: str) -> Iterator[None]:
        """Know of somebody who looks at a page of a text."""
        with self._condition:
            self._open[text] += 1
        try:
            yield
        finally:
            with self._condition:
                self._open[text] -= 1
                if not self._open[text]:
                    del self._open[text]

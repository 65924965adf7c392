"""The terminal: what is said there of each round, and what need not be said again.

In go rounds; out come lines on standard output. What rejects a text is told each time that the text is saved, all else
once, until it is mended and comes again.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from editio.edition import Edition
from editio.message import Message
from editio.reporter import OF_TEXTS
from editio.watch.board import Messages
from editio.watch.rounds import Round

NAMED = 8
"""Tasks that a line names; of more, it says how many."""


class Terminal:
    """Remember what was said."""

    def __init__(self) -> None:
        """Begin in silence."""
        self._told: dict[str, Messages] = {}
        self._faults: dict[str, str] = {}
        self._rejected: frozenset[str] = frozenset()
        self._edition: Messages = ()

    def say(self, line: str) -> None:
        """Say a line, at once."""
        print(line, flush=True)

    def edition(self, messages: Messages) -> None:
        """Say what is wrong with the edition as a whole, or that it is mended."""
        for message in messages:
            self.say(str(message))
        if messages:
            self.say("The edition is rejected: nothing is built until this is mended")
        elif self._edition:
            self.say("The edition is mended")
        self._edition = messages

    def texts(self, made: Round, saved: Collection[str], seconds: float, edition: Edition) -> None:
        """Say what became of texts that were saved; of others, only what is new."""
        self._messages(made, saved)
        self._breakdowns(made)
        failed = {task.partition(":")[2] for task in (*made.failed, *made.faults)}
        done = {task.partition(":")[2] for task in made.done}
        for text in sorted(failed & {*saved}):
            page = edition.output / "html" / text / "index.html"
            left = "its page stays as it was" if page.is_file() else "there is no page of it as yet"
            self.say(f"{text}: not built; {left}")
        if built := sorted(done - failed):
            self.say(f"{', '.join(built)}: built in {seconds:.2f} s")

    def rest(self, made: Round, seconds: float, *, has_been_told: bool) -> None:
        """Say what else was done; of the first round, whose tasks told of themselves, only remember it."""
        if has_been_told:
            self._told.update(made.messages)
            self._faults.update(made.faults)
        else:
            self._messages(made, ())
            self._breakdowns(made)
            if made.done:
                names = ", ".join(made.done) if len(made.done) <= NAMED else f"{len(made.done)} tasks"
                self.say(f"then {names}: {seconds:.2f} s")
        if made.is_whole:
            self._verdict(made, has_been_told)

    def _verdict(self, made: Round, has_been_told: bool) -> None:
        """Say which texts are rejected, if these are others than before."""
        of_texts = [task.partition(":") for task in made.failed]
        rejected = frozenset(name for stage, _, name in of_texts if stage in OF_TEXTS)
        if rejected != self._rejected and not has_been_told:
            self.say(f"Rejected: {', '.join(sorted(rejected))}" if rejected else "Nothing is rejected any more")
        self._rejected = rejected

    def orphans(self, paths: Sequence[Path]) -> None:
        """Say that something was built that belongs to nothing any more."""
        if paths:
            number = "1 file belongs" if len(paths) == 1 else f"{len(paths)} files belong"
            self.say(f"{paths[0]}: {number} to nothing in source/; editio build --prune deletes what does not")

    def _messages(self, made: Round, saved: Collection[str]) -> None:
        fresh: dict[Message, None] = {}
        for task, messages in made.messages.items():
            before = () if task.partition(":")[2] in saved else self._told.get(task, ())
            known = self._told.get(task, ())
            fresh |= {message: None for message in messages if message not in (before if message.rejects else known)}
        for message in fresh:
            self.say(str(message))
        self._told.update(made.messages)

    def _breakdowns(self, made: Round) -> None:
        """Say where the program broke down, once for each way in which it does."""
        for task, trace in made.faults.items():
            if self._faults.get(task) != trace:
                self.say(f"{task}: a fault of the program; please report it\n{trace}")
        self._faults = {**self._without(made.messages), **made.faults}

    def _without(self, tasks: Mapping[str, Messages]) -> dict[str, str]:
        return {task: trace for task, trace in self._faults.items() if task not in tasks}

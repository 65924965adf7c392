"""Speeches and stage directions.

In goes a draft; out come blocks of kind ``speaker``, ``p``, ``l`` and ``stage``. A speech reaches to the next name or
heading; a direction that stands apart is within it if the same speaker goes on behind it, and else between two speeches
(Guidelines, section 7.2.2). What stands before the first name of a scene is a direction too.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from editio.encode import catalogue
from editio.encode.draft import Block, Container, Draft, Group
from editio.encode.rules.drama import evidence
from editio.encode.rules.drama.directions import Manner, is_bracketed, manner
from editio.encode.rules.drama.places import whole_lines
from editio.encode.rules.drama.scenes import Scene, Speaker, scenes, speakers_of
from editio.encode.rules.drama.verse import are_verse
from editio.encode.rules.drama.who import by_list, roles, tie
from editio.encode.rules.shapes import ENDS_SENTENCE, is_like_a_heading, is_title_case

MOST_LINES = 12
"""Lines of a direction that stands among those of a speech."""


@dataclass(frozen=True, slots=True)
class _Said:
    """Hold some lines of a play: ``kind`` is speaker, stage or speech; ``speech`` the one in which they stand."""

    kind: str
    run: Group
    speech: Container | None
    sure: str = "high"


def speeches(draft: Draft) -> Iterator[Block]:
    """Claim the lines of a play, or of the parts of a text that are dialogues."""
    found = evidence.play(whole_lines(draft.raw))
    if found is None:
        return
    speakers = speakers_of(draft, found.begins)
    if not speakers:
        return  # other rules have their lines
    parts = list(scenes(draft, speakers))
    runs = [atom for scene in parts for atom in scene.atoms if isinstance(atom, Group)]
    margins = Counter(draft.survey.margins[index] for index in speakers)
    usual = manner(draft, runs, margins.most_common(1)[0][0])
    seen = _Seen(draft, usual, _usual_gap(draft, speakers), found.whole, _tied(draft, speakers))
    said = [one for scene in parts for one in seen.scene(scene)]
    yield from _blocks(draft, said)


def _tied(draft: Draft, speakers: Mapping[int, Speaker]) -> Mapping[int, str]:
    """Give by a speaker's line the role that speaks, as ``@who`` has it.

    In force is the last list of persons before a speech; before the first list, that one.
    """
    lists = by_list(roles(draft, draft.blocks))
    begins = [*lists]
    together: dict[int, list[Speaker]] = {}
    for speaker in speakers.values():
        nth = max(0, bisect_left(begins, speaker.index) - 1)
        together.setdefault(begins[nth] if begins else 0, []).append(speaker)
    made: dict[int, str] = {}
    for begin, speaking in together.items():
        found = tie((speaker.label.name for speaker in speaking), lists.get(begin, ()))
        made |= {speaker.index: found[speaker.label.name] for speaker in speaking}
    return made


def _usual_gap(draft: Draft, speakers: Mapping[int, Speaker]) -> int:
    gaps = Counter(draft.gap_before(Group(index, index + 1)) for index in speakers)
    return gaps.most_common(1)[0][0] if gaps else 1


@dataclass(frozen=True, slots=True)
class _Seen:
    """Hold what is known of a play, while its scenes are gone through."""

    draft: Draft
    manner: Manner
    gap: int
    whole: bool
    tied: Mapping[int, str]

    def scene(self, scene: Scene) -> Iterator[_Said]:
        """Go through a scene: what stands before its first speaker, the speeches, what is left behind the last."""
        speakers = [nth for nth, atom in enumerate(scene.atoms) if isinstance(atom, Speaker)]
        at, last = speakers[0], speakers[-1]
        yield from self._opening([atom for atom in scene.atoms[:at] if isinstance(atom, Group)], scene.headed)
        speech: Container | None = None
        fresh = False
        waiting: list[Group] = []
        for nth, atom in enumerate(scene.atoms[at:], at):
            if isinstance(atom, Speaker):
                yield from (_Said("stage", run, None) for run in waiting)
                waiting, fresh = [], True
                who = self.tied[atom.index]
                speech = Container("sp", atom.index, (("who", who),) if who else ())
                yield from _named(atom, speech)
                continue
            for is_direction, run in self._parts(atom, fresh):
                if speech is None or self._ends(run, nth - last):
                    speech = None
                    if nth > last:
                        break
                    if is_direction:
                        waiting.append(run)
                elif is_direction and fresh:
                    yield _Said("stage", run, speech)
                elif is_direction:
                    waiting.append(run)
                else:
                    yield from (_Said("stage", one, speech) for one in waiting)
                    waiting, fresh = [], False
                    yield _Said("speech", run, speech)
        yield from (_Said("stage", run, None) for run in waiting)

    def _opening(self, runs: Sequence[Group], headed: bool) -> Iterator[_Said]:
        """Take what stands before the first speaker: under a heading of a play all of it, else what looks like it."""
        taken: list[Group] = []
        for run in reversed(runs):
            is_setting = self.whole and headed and not self._is_like_a_title(run)
            if not is_setting and not self.manner.is_direction(self.draft, run):
                break
            taken.append(run)
        yield from (_Said("stage", run, None) for run in reversed(taken))

    def _parts(self, run: Group, fresh: bool) -> Iterator[tuple[bool, Group]]:
        """Part some lines into directions that have lines to themselves, and speech; the ``fresh`` follow a name."""
        if is_bracketed(self.draft.words(run)) if fresh else self.manner.is_direction(self.draft, run):
            yield True, run
            return
        survey = self.draft.survey
        first = run.first
        index = run.first
        while index < run.last:
            end = self._closed(index, run) if survey.words[index][0] in "[(_*" else 0
            ended = index == run.first or not survey.forced[index - 1]
            if end and (ended or survey.margins[index] > survey.margins[index - 1]):
                if first < index:
                    yield False, Group(first, index)
                yield True, Group(index, end)
                first = index = end
            else:
                index += 1
        if first < run.last:
            yield False, Group(first, run.last)

    def _closed(self, index: int, run: Group) -> int:
        """Tell behind which line a direction ends that begins with a line and has all of its lines; 0 if none does."""
        if self.draft.raw.is_cut(index):
            return 0
        if run.first < index and run.last <= index + MOST_LINES:
            rest = self.draft.words(Group(index, run.last))
            if rest[0] == "[" and "]" not in rest and is_bracketed(rest):
                return run.last  # a bracket that the edge of the page closes
        for end in range(index + 1, min(run.last, index + MOST_LINES) + 1):
            words = self.draft.words(Group(index, end))
            if words.rstrip("_*. ")[-1:] in ("]", ")") and is_bracketed(words):
                return end if end == run.last or not self.draft.survey.forced[end - 1] else 0
        return 0

    def _ends(self, run: Group, behind: int) -> bool:
        """Tell whether a speech is over before some lines; ``behind`` counts from the last speaker of the scene."""
        wide = self.draft.gap_before(run) > max(1, self.gap)
        if behind <= 1:
            return wide and self._is_like_a_title(run)
        return wide or not (self.whole or self.manner.is_direction(self.draft, run))

    def _is_like_a_title(self, run: Group) -> bool:
        words = self.draft.words(run)
        if not is_like_a_heading(self.draft, run):
            return False
        if catalogue.is_division(words.split()[:2]) and len(words.split()) < 5:
            return True
        return not ENDS_SENTENCE.search(words) and (words.isupper() or is_title_case(words))


def _named(speaker: Speaker, speech: Container) -> Iterator[_Said]:
    sure = "high" if speaker.label.look in ("capitals", "italic") and speaker.label.mark else "medium"
    yield _Said("speaker", Group(speaker.index, speaker.index + 1), speech, sure)
    if speaker.direction >= 0:
        yield _Said("stage", Group(speaker.direction, speaker.direction + 1), speech)


def _blocks(draft: Draft, said: Sequence[_Said]) -> Iterator[Block]:
    """Make the blocks; whether a speech is verse is seen from itself, or from those around it."""
    filled = {one.speech for one in said if one.kind != "speaker"}
    said = [one for one in said if one.speech is None or one.speech in filled]  # what he said may be another rule's
    spoken = [one for one in said if one.kind == "speech"]
    runs = [one.run for one in spoken]
    verse = dict(zip(runs, are_verse(draft, runs), strict=True))
    stanzas = Counter(one.speech for one in spoken if verse[one.run])
    for one in said:
        inside = (one.speech,) if one.speech else ()
        if one.kind != "speech":
            yield Block(one.kind, one.run.first, one.run.last, sure=one.sure, inside=inside)
        elif verse[one.run]:
            group = f"song{one.speech.first}" if one.speech and stanzas[one.speech] > 1 else ""
            for index in range(one.run.first, one.run.last):
                yield Block("l", index, index + 1, sure="medium", group=group, inside=inside)
        elif draft.survey.wrapped:
            yield Block("p", one.run.first, one.run.last, inside=inside)
        else:
            yield from (Block("p", index, index + 1, inside=inside) for index in range(one.run.first, one.run.last))

"""Whether names that stand near one another make a dialogue.

In go the labels of a stretch; out come those that are speakers. A list of headings, a dictionary, a bibliography or a
bundle of letters has labels too. What only a dialogue has is all of this at once: few names, each of them often; never
one twice in a row; no fixed order; and little else between them.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from editio.encode.rules.drama.labels import Label

LEAST_SPEECHES = 6
"""Speeches from which on some lines can be told from a chance."""

LEAST_KNOWN = 3
"""Speeches that are enough where nearly all who speak them speak elsewhere too."""

MOSTLY = 0.75
"""The share of speeches that is nearly all."""

NEAR = 4
"""Groups within which the first and the last speaker of a stretch have an answer."""

LEAST_SHARE = {"capitals": 0.3, "italic": 0.3, "title": 0.5, "plain": 0.5}
"""The share of the groups of a stretch that a name begins, by how names look: the plainer, the more of them."""

CHANGING = 0.7
"""The share of speeches that another speaker answers; in all plays of ours it is above nine in ten."""

FOREKNOWN = 0.9
"""From this share on the next name is known from the last: that is a form filled in again and again."""

FEW = 0.05
"""A style that fewer of the speeches have is no style of the play."""

Run = list[tuple[int, int, Label]]
"""Labels in their order, each with the number of its group, or of its line where no blank lines part groups, and its
line."""


def dialogue(
    run: Run, words: Sequence[str], lines_to_speech: int, known: Collection[tuple[str, str]] = ()
) -> Run | None:
    """Give the speeches of a stretch, which are those that look alike; None where they make no dialogue.

    ``known`` are the looks and names of those who speak elsewhere in the text: of them a few speeches are enough.
    """
    kept = _alike(_trimmed(run, NEAR * lines_to_speech))
    if not _is_dialogue([found for _, _, found in kept], known):
        return None
    apart = sum(found.alone and line + 1 < len(words) and not words[line + 1] for _, line, found in kept)
    groups = kept[-1][0] - kept[0][0] + 1 - apart
    bare = sum(found.alone and not found.mark for _, _, found in kept) * 2 > len(kept)
    share = LEAST_SHARE["title" if bare else kept[0][2].look]
    return kept if len(kept) * lines_to_speech >= share * groups else None


def _alike(run: Run) -> Run:
    """Give those of a stretch that look as most do, without those that look as hardly any other does."""
    look = Counter(found.look for _, _, found in run).most_common(1)[0][0]
    styles = Counter(found.style for _, _, found in run if found.look == look)
    rare = max(2, sum(styles.values()) * FEW) if len(run) > LEAST_SPEECHES else 0
    return [hit for hit in run if hit[2].look == look and styles[hit[2].style] >= rare]


def _is_dialogue(labels: Sequence[Label], known: Collection[tuple[str, str]]) -> bool:
    """Tell whether names answer one another as speakers do."""
    order = [found.key for found in labels]
    names = Counter(order)
    met = sum((found.look, found.key) in known for found in labels)
    if met >= LEAST_KNOWN and len(names) > 1 and met >= MOSTLY * len(labels):
        return True
    kinds = {key.split()[-1] for key in order} if labels and labels[0].look == "capitals" else set(order)
    if len(labels) < max(LEAST_SPEECHES, 2 * len(kinds)) or sum(count > 1 for count in names.values()) < 2:
        return False
    changes = sum(one != other for one, other in pairwise(order))
    return changes >= CHANGING * (len(order) - 1) and not _is_a_form(order)


def _trimmed(run: Run, near: int) -> Run:
    first, last = 0, len(run)
    while last - first > 1 and run[first + 1][0] - run[first][0] > near:
        first += 1
    while last - first > 1 and run[last - 1][0] - run[last - 2][0] > near:
        last -= 1
    return run[first:last]


def _is_a_form(order: Sequence[str]) -> bool:
    """Tell whether three names or more follow one another in a fixed order: author, title, year."""
    if len(set(order)) < 3:
        return False
    followers: dict[str, Counter[str]] = {}
    for one, other in pairwise(order):
        followers.setdefault(one, Counter())[other] += 1
    foreseen = sum(counts.most_common(1)[0][1] for counts in followers.values())
    return len(order) >= 2 * len(set(order)) and foreseen >= FOREKNOWN * (len(order) - 1)

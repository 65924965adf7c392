"""What each sign is worth that a word is in error: weights fitted to texts with planted faults.

In go signs; out comes the logarithm of the odds that an editor should look. The weights are those of logistic
regressions over texts of several languages in which a script had planted faults of all kinds (``docs/suggest.md`` tells
which texts, and how well it does on others). They are data: nothing here is fitted when the program runs.
"""

from collections.abc import Mapping

Signs = Mapping[str, float]

SLIP = {
    "": -1.84, "common": 1.22, "length": 0.24, "support": 0.53, "swapped": 2.74, "doubled": 2.15, "alike": 1.84,
    "near": 0.79, "dropped": 1.52, "ending": -1.38, "first": -0.13, "times": -2.56, "strange": -1.75, "foreign":
    -1.92, "capital": -3.03, "head": -0.5,
}  # fmt: skip
"""A word that no dictionary has, and one that has been meant."""

NEIGHBOURS = {
    "": -7.26, "rarity": 0.36, "left": 0.26, "right": 0.32, "swapped": 1.91, "doubled": -0.17, "alike": 0.77,
    "near": 0.35, "dropped": 0.86, "ending": -0.67, "first": -0.34, "capital": -1.32, "often": -0.7, "short":
    1.04,
}  # fmt: skip
"""A word that stands among neighbours that another would better fit."""

CAPITAL = {
    "": -2.28, "small": 0.65, "inside": -1.06, "ends": 0.83, "heads": 0.58, "meeting": 0.18, "title": -1.89,
    "comma": -2.63, "upper": -2.73,
}  # fmt: skip
"""A capital within a sentence."""


def weigh(signs: Signs, weights: Mapping[str, float]) -> float:
    """Add up what signs are worth; the nameless weight is that of every case."""
    return weights[""] + add(signs, weights)


def add(signs: Signs, weights: Mapping[str, float]) -> float:
    """Add up what signs are worth besides."""
    return sum(weights[name] * value for name, value in signs.items())

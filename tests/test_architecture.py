"""The plan of the house holds: stages meet in files, imports run downward and never in a circle."""

import ast
import re
from graphlib import TopologicalSorter

from judges import ROOT

STAGES = {"encode", "validate", "render", "archive"}

MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(ROOT.glob("editio/**/*.py"))
}


def imported(name):
    """Give the modules of ours that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports by dots"
            inner = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (module if module in MODULES else node.module for module in inner)


IMPORTS = {name: {other for other in imported(name) if other in MODULES} - {name} for name in MODULES}


def below(name):
    """Give all modules that a module stands on."""
    found, waiting = set(), [name]
    while waiting:
        found |= (new := IMPORTS[waiting.pop()] - found)
        waiting += new
    return found


def stage(name):
    return ({*name.split(".")[1:2]} & STAGES or {""}).pop()


def test_a_stage_stands_on_the_ground_floor_and_on_no_other_stage():
    for name in filter(stage, MODULES):
        assert {stage(other) for other in below(name)} <= {"", stage(name)}, name


def test_no_import_runs_in_a_circle():
    assert set(TopologicalSorter(IMPORTS).static_order()) == set(MODULES)


def test_only_the_module_of_trees_touches_tails():
    touching = [name for name, path in MODULES.items() if re.search(r"\w\.tail\b", path.read_text("utf-8"))]
    assert touching == ["editio.tei"]

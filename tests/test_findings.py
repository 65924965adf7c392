"""The catalogue of findings is whole: each code has its page, the index is fresh, and the command prints both."""

import json

import pytest
from judges import ROOT

from editio import cli, findings, forms
from editio.message import CODES, SEVERITIES, Message

PAGES = ROOT / "docs" / "findings"
LAMP = ROOT / "tests" / "fixtures" / "lamp.xml"


def test_every_code_has_a_page_and_every_page_a_code():
    assert {path.stem for path in PAGES.glob("*.md")} == {*CODES, "README"}


@pytest.mark.parametrize("code", CODES)
def test_a_page_stands_under_the_words_of_its_code_and_shows_a_message(code):
    heading, *lines = findings.page(code).splitlines()
    assert heading == f"# {code} {CODES[code]}"
    assert any(line.startswith("    ") and f": {code} " in line for line in lines), "no message is shown"
    assert sum(bool(line) and not line.startswith("    ") for line in lines) >= 1, "nothing is told"


def test_the_index_lists_the_codes_as_they_are_in_the_table(golden):
    golden(PAGES / "README.md", findings.index())


def test_every_code_belongs_to_a_series_and_has_a_severity():
    assert {code[1] for code in CODES} <= set(findings.SERIES)
    assert {code[0] for code in CODES} <= set(SEVERITIES)


def test_no_number_is_used_twice():
    assert len({code[1:] for code in CODES}) == len(CODES)


@pytest.mark.parametrize(("letter", "severity"), [("E", "error"), ("W", "warning"), ("N", "note")])
def test_only_an_error_rejects(letter, severity):
    message = Message("lamp.xml", 1, f"{letter}999", "something")
    assert (message.severity, message.rejects) == (severity, severity == "error")


def test_explain_prints_the_page_of_a_code(capsys):
    assert cli.main(["explain", "e504"]) == 0
    assert capsys.readouterr().out.startswith(f"# E504 {CODES['E504']}\n")


@pytest.mark.parametrize(("typed", "near"), [("E509", "W509"), ("504", "E504"), ("E5040", "E504"), ("W4055", "W405")])
def test_explain_names_the_nearest_code_to_one_that_is_none(capsys, typed, near):
    assert cli.main(["explain", typed]) == 1
    assert f"the nearest is {near}: {CODES[near]}" in capsys.readouterr().err


def test_one_code_that_is_none_stops_no_other(capsys):
    assert cli.main(["explain", "E9", "E504"]) == 1
    assert capsys.readouterr().out.startswith("# E504 ")


HOSTILE = Message("a,b:c.xml", 0, "W509", "100 %\r\n::error::no", "one\ntwo")


def test_json_tells_everything_of_a_message():
    (told,) = json.loads(forms.as_json([HOSTILE]))
    assert told == {
        "file": "a,b:c.xml",
        "line": 0,
        "code": "W509",
        "severity": "warning",
        "sentence": "100 %\r\n::error::no",
        "hint": "one\ntwo",
        "near": "",
    }


def test_no_word_of_a_document_becomes_a_command_of_github():
    assert forms.github([HOSTILE]) == (
        "::warning file=a%2Cb%3Ac.xml,line=1,title=W509 quotation marks do not balance"
        "::100 %25%0D%0A::error::no%0Ahint: one%0Atwo\n"
    )


def test_json_is_an_array_even_where_nothing_is_found(capsys):
    assert cli.main(["validate", "--format", "json", str(LAMP)]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_findings_of_all_files_come_in_one_array(tmp_path, capsys):
    broken = tmp_path / "broken.xml"
    broken.write_bytes(LAMP.read_bytes().replace(b"#person.boyle", b"#person.bolye"))
    assert cli.main(["validate", "--format", "json", str(broken), str(LAMP), str(tmp_path / "none.xml")]) == 1
    told = capsys.readouterr()
    assert [(one["code"], one["severity"]) for one in json.loads(told.out)] == [("E504", "error"), ("E101", "error")]
    assert told.err == ""


def test_the_command_knows_every_form():
    (validate,) = [command for command in cli.COMMANDS if command.name == "validate"]
    (choices,) = [settings["choices"] for names, settings in validate.arguments if "--format" in names]
    assert choices == tuple(forms.FORMS)


def test_beyond_lists_what_is_beyond_and_rejects_nothing(capsys):
    assert cli.main(["validate", "--beyond", str(LAMP)]) == 0
    assert capsys.readouterr().out == f"{LAMP}: valid, nothing is beyond our schema\n"

"""The compiled schema is kept for the user alone, and whatever is in doubt is compiled anew."""

import os
import pickle

import pytest

from editio.validate import compiled

XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="{}"/></xs:schema>"""


@pytest.fixture
def schema(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "some.xsd"
    path.write_text(XSD.format("lamp"))
    return path


def kept(schema):
    return sorted((schema.parent / "cache" / "editio").glob("*.pickle"))


class Marker:
    """Leave a trace when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


def test_a_schema_is_compiled_once_and_then_read_again(schema, monkeypatch):
    assert list(compiled.load(schema).elements) == ["lamp"]
    (file,) = kept(schema)
    assert file.parent.stat().st_mode & 0o777 == 0o700
    monkeypatch.setattr(compiled, "_compile", pytest.fail)
    assert list(compiled.load(schema).elements) == ["lamp"]


def test_a_changed_schema_is_compiled_again(schema):
    compiled.load(schema)
    schema.write_text(XSD.format("oil"))
    assert list(compiled.load(schema).elements) == ["oil"]
    assert len(kept(schema)) == 2


def test_another_version_of_a_library_compiles_again(schema, monkeypatch):
    compiled.load(schema)
    monkeypatch.setattr(compiled, "version", lambda _: "99")
    compiled.load(schema)
    assert len(kept(schema)) == 2


@pytest.mark.parametrize("spoilt", [b"", b"no pickle", pickle.dumps("a word")])
def test_a_spoilt_file_is_replaced(schema, spoilt):
    compiled.load(schema)
    (file,) = kept(schema)
    file.write_bytes(spoilt)
    assert list(compiled.load(schema).elements) == ["lamp"]
    assert file.read_bytes() != spoilt


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o755])
def test_nothing_is_read_from_a_folder_that_is_open_to_others(schema, tmp_path, mode):
    compiled.load(schema)
    (file,) = kept(schema)
    file.write_bytes(pickle.dumps(Marker(tmp_path / "ran")))
    file.parent.chmod(mode)
    assert list(compiled.load(schema).elements) == ["lamp"]
    assert not (tmp_path / "ran").exists()


def test_nothing_is_read_from_a_file_that_others_can_write_nor_through_a_link(schema, tmp_path):
    compiled.load(schema)
    (file,) = kept(schema)
    evil = pickle.dumps(Marker(tmp_path / "ran"))
    file.write_bytes(evil)
    file.chmod(0o666)
    compiled.load(schema)
    file.unlink()
    (tmp_path / "evil").write_bytes(evil)
    file.symlink_to(tmp_path / "evil")
    compiled.load(schema)
    assert not (tmp_path / "ran").exists()


def test_a_folder_of_somebody_else_is_not_used(schema, monkeypatch):
    compiled.load(schema)
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert compiled._folder() is None
    assert list(compiled.load(schema).elements) == ["lamp"]


def test_without_a_folder_the_schema_is_compiled_and_nothing_is_kept(schema):
    (schema.parent / "cache").write_text("a file where the folder should be")
    assert list(compiled.load(schema).elements) == ["lamp"]

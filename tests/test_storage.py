"""Writing and reading .npz: an old file is never lost, a bad one never believed."""

import io
import os
import subprocess
import sys
import zipfile

import numpy as np
import pytest

from nnlib.support.errors import DataError
from nnlib.support.storage import read_npz, write_npz

ARRAYS = {"w": np.arange(6.0).reshape(2, 3), "text": np.array("{}")}


def cases(names, table):
    """Run a test on every row of {what it is about: the values of its arguments}."""
    return pytest.mark.parametrize(names, table.values(), ids=table)


def npz_bytes(**arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


class Exploding:
    """An array that raises as soon as it is looked at."""

    def __init__(self, error):
        self.error = error

    def __array__(self, dtype=None, copy=None):
        raise self.error


def test_what_is_written_is_read(tmp_path):
    path = write_npz(tmp_path / "net.npz", ARRAYS)
    arrays = read_npz(path)
    assert arrays.keys() == ARRAYS.keys()
    assert all(np.array_equal(arrays[name], ARRAYS[name]) for name in ARRAYS)


@pytest.mark.parametrize("name", ["net", "net.v2", "net.npz"])
def test_the_ending_is_added_if_it_is_missing(tmp_path, name):
    path = write_npz(tmp_path / name, ARRAYS)
    assert path.suffix == ".npz"
    assert os.listdir(tmp_path) == [path.name]
    assert read_npz(tmp_path / name).keys() == ARRAYS.keys()


@pytest.mark.parametrize("error", [RuntimeError("half-way"), KeyboardInterrupt()])
def test_a_write_that_stops_half_way_leaves_the_old_file(tmp_path, error):
    path = write_npz(tmp_path / "net.npz", ARRAYS)
    before = path.read_bytes()
    with pytest.raises(type(error)):
        write_npz(path, ARRAYS | {"late": Exploding(error)})
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["net.npz"]


def test_an_interruption_while_an_array_begins_is_no_complaint_about_a_file(tmp_path, monkeypatch):
    path = write_npz(tmp_path / "net.npz", ARRAYS)
    before, really_open, begun = path.read_bytes(), zipfile.ZipFile.open, []

    def interrupted(self, *arguments, **named):
        begun.append(really_open(self, *arguments, **named))
        raise KeyboardInterrupt

    monkeypatch.setattr(zipfile.ZipFile, "open", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_npz(path, ARRAYS)
    assert len(begun) == 1
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["net.npz"]


FILL_THE_DISK = """
import resource, sys
import numpy as np
from nnlib.support.storage import write_npz
noise = np.random.default_rng(0).random(100_000)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    write_npz(sys.argv[1], {"noise": noise})
except ValueError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_full_disk_leaves_the_old_file(tmp_path):
    path = write_npz(tmp_path / "net.npz", ARRAYS)
    before = path.read_bytes()
    command = [sys.executable, "-c", FILL_THE_DISK, str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.startswith("DataError")
    assert "net.npz cannot be written: File too large. An older file" in run.stdout
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["net.npz"]


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(DataError, match=r"net\.npz cannot be written: No such file"):
        write_npz(tmp_path / "nowhere" / "net.npz", ARRAYS)


@cases(
    "content, message",
    {
        "missing": (None, r"There is no file .*bad\.npz.*name and its folder right.*os\.getcwd"),
        "empty": (b"", r"bad\.npz is empty"),
        "page": (b"<!DOCTYPE html><html>", r"bad\.npz is a web page"),
        "text": (b"just some text", r"bad\.npz is no \.npz file: it starts with b'just'"),
        "npy": (b"\x93NUMPY\x01\x00", r"bad\.npz holds a single array .* numpy\.load reads it"),
        "cut": (npz_bytes(w=np.arange(9))[:-30], r"bad\.npz is damaged or cut short"),
        "header": (npz_bytes(w=np.arange(9))[:20], r"bad\.npz is damaged or cut short"),
        "flipped": (
            npz_bytes(w=np.arange(9)).replace(b"\x04\0\0", b"\x05\0\0"),
            "damaged or cut short",
        ),
        "objects": (npz_bytes(w=np.array([{}])), r"bad\.npz holds Python objects.*refused"),
    },
)
def test_a_bad_file_is_refused_in_words(tmp_path, content, message):
    path = tmp_path / "bad.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError, match=message):
        read_npz(path)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(DataError, match="is a folder; name a file in it"):
        read_npz(tmp_path)

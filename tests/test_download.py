"""The download: from servers of this machine that behave, and from some that do not."""

import functools
import os
import socket
import subprocess
import sys

import pytest
from mirrors import (
    FILES,
    FIRST,
    OLD,
    SUMS,
    contents,
    cut_short,
    eager_to_compress,
    folder,
    good,
    login_page,
    marked_as_gzip,
    missing,
    serve,
    silent,
    without_length,
    wrong,
)

from nnlib import load_mnist
from nnlib.digits import download as module
from nnlib.digits import folders, mnist
from nnlib.digits.download import MIRRORS, SHA256, download
from nnlib.support.errors import DataError


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, tmp_path):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("TQDM_DISABLE", "1")
    monkeypatch.delenv("NNLIB_DATA", raising=False)
    monkeypatch.delenv("NNLIB_DATA_DIR", raising=False)
    monkeypatch.setattr(mnist, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(module, "cache_folder", lambda: tmp_path / "cache")


def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}/"


def fetch(folder, *mirrors):
    return download(folder, [getattr(mirror, "url", mirror) for mirror in mirrors], SUMS)


# --- all goes well ------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [good, without_length, marked_as_gzip, eager_to_compress])
def test_all_files_are_fetched(serve, folder, answer):
    assert fetch(folder, serve(answer)) == folder
    assert contents(folder) == FILES


def test_the_folder_is_made_and_by_default_the_users_cache(serve, tmp_path):
    assert download(mirrors=[serve(good).url], checksums=SUMS) == tmp_path / "cache"
    assert contents(tmp_path / "cache") == FILES


def test_no_compression_on_the_way_is_asked_for(serve, folder):
    mirror = serve(good)
    fetch(folder, mirror)
    assert {headers["Accept-Encoding"] for _, headers in mirror.seen} == {"identity"}


def test_what_is_there_is_not_fetched_again(serve, folder):
    mirror = serve(good)
    fetch(folder, mirror)
    (folder / FIRST).write_bytes(OLD)
    fetch(folder, mirror)
    assert [name for name, _ in mirror.seen] == [*FILES, FIRST]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions differently")
def test_everybody_may_read_the_files(serve, folder):
    fetch(folder, serve(good))
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o644}


class Bar:
    """A progress bar that notes what it is told."""

    def __init__(self, total, unit, description, **options):
        self.total, self.description, self.done = total, description, 0

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def update(self, n):
        self.done += n


def test_the_progress_bar_counts_the_bytes(serve, folder, monkeypatch):
    bars = []
    monkeypatch.setattr(
        module, "progress_bar", lambda *a, **k: bars.append(Bar(*a, **k)) or bars[-1]
    )
    fetch(folder, serve(good))
    assert [bar.description for bar in bars] == list(FILES)
    assert [bar.total for bar in bars] == [bar.done for bar in bars]
    assert [bar.total for bar in bars] == [len(content) for content in FILES.values()]


def test_the_real_mirrors_serve_the_four_files_over_https():
    assert list(SHA256) == [f"{name}.gz" for name in folders.IDX_FILES]
    assert all(len(bytes.fromhex(checksum)) == 32 for checksum in SHA256.values())
    assert all(mirror.startswith("https://") and mirror.endswith("/") for mirror in MIRRORS)


# --- a mirror fails -----------------------------------------------------------------------------

FAILURES = {
    missing: "127.0.0.1: it answered 404",
    wrong: "127.0.0.1: what came has a wrong checksum",
    login_page: "127.0.0.1: what came has a wrong checksum",
    # An older urllib3 does not notice, but the checksum does.
    cut_short: "127.0.0.1: (the connection broke off|what came has a wrong checksum)",
    silent: "127.0.0.1: no answer in time",
}
every_failure = pytest.mark.parametrize("answer", FAILURES, ids=lambda answer: answer.__name__)


@every_failure
def test_the_next_mirror_is_tried(serve, folder, answer, monkeypatch):
    monkeypatch.setattr(module, "SECONDS_TO_WAIT", 0.1)
    first, second = serve(answer), serve(good)
    fetch(folder, first, second)
    assert contents(folder) == FILES
    assert len(first.seen) == len(second.seen) == len(FILES)


@every_failure
def test_a_failure_leaves_the_old_file_and_nothing_else(serve, folder, answer, monkeypatch):
    monkeypatch.setattr(module, "SECONDS_TO_WAIT", 0.1)
    message = rf"^{FIRST} could not be downloaded \({FAILURES[answer]}\)\. The lessons work"
    with pytest.raises(DataError, match=message):
        fetch(folder, serve(answer))
    assert contents(folder) == {FIRST: OLD}


def test_without_any_mirror_the_message_says_that_the_lessons_work(folder):
    with pytest.raises(DataError) as caught:
        fetch(folder, closed_port(), closed_port())
    message = str(caught.value)
    assert "(127.0.0.1: not reached; 127.0.0.1: not reached)" in message
    assert "The lessons work without it, on the digits that come with nnlib." in message
    assert "try again: python -m nnlib download" in message
    assert contents(folder) == {FIRST: OLD}


def test_an_interrupted_download_leaves_the_old_file(serve, folder, monkeypatch):
    class Interrupted(Bar):
        def update(self, n):
            raise KeyboardInterrupt

    monkeypatch.setattr(module, "progress_bar", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        fetch(folder, serve(good))
    assert contents(folder) == {FIRST: OLD}


# --- the disk fails -----------------------------------------------------------------------------

FILL_THE_DISK = """
import resource, sys
import pooch, requests
from nnlib.digits.download import download
url, folder, name, checksum = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    download(folder, [url], {name: checksum})
except ValueError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_full_disk_leaves_the_old_file(serve, folder):
    assert len(FILES[FIRST]) > 40_000
    arguments = [serve(good).url, str(folder), FIRST, SUMS[FIRST]]
    run = subprocess.run(
        [sys.executable, "-c", FILL_THE_DISK, *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.startswith(f"DataError {FIRST} cannot be stored in {folder}: File too large")
    assert "An older file, if there was one, is as it was. The lessons work" in run.stdout
    assert contents(folder) == {FIRST: OLD}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions differently")
def test_a_folder_without_permission_is_named(serve, folder):
    folder.chmod(0o555)
    mirror, root = serve(good), os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        with pytest.raises(DataError, match=r"cannot be stored in .*: you have no permission\. An"):
            fetch(folder, mirror)
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
    assert contents(folder) == {FIRST: OLD}


def test_a_file_in_place_of_the_folder_is_named(serve, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DataError, match=r"cannot be stored in .*file"):
        fetch(tmp_path / "file", serve(good))


# --- load_mnist("full") -------------------------------------------------------------------------


@pytest.fixture
def mirror(serve, monkeypatch):
    """A mirror that `load_mnist` uses."""
    mirror = serve(good)
    local = functools.partial(download, mirrors=[mirror.url], checksums=SUMS)
    monkeypatch.setattr(mnist, "download", local)
    monkeypatch.setattr(mnist, "checksum", lambda parts: mnist.SHA256)  # they stand for MNIST
    return mirror


def test_load_mnist_fetches_the_full_set_once(mirror, tmp_path):
    for _ in range(2):
        assert [len(part) for part in load_mnist("full")[:3]] == [100, 20, 10]
    assert len(mirror.seen) == len(FILES)
    assert contents(tmp_path / "cache") == FILES


@pytest.mark.parametrize("damage", [b"", b"<html>", FILES[FIRST][:-100], None])
def test_load_mnist_fetches_what_is_damaged(mirror, tmp_path, damage):
    load_mnist("full")
    path = tmp_path / "cache" / FIRST
    path.unlink() if damage is None else path.write_bytes(damage)
    assert load_mnist("full").name == "full"
    assert [name for name, _ in mirror.seen] == [*FILES, FIRST]
    assert contents(tmp_path / "cache") == FILES


def test_auto_takes_what_was_downloaded_and_asks_nobody(mirror):
    load_mnist("full")
    asked = len(mirror.seen)
    assert load_mnist().name == "full"
    assert len(mirror.seen) == asked

"""The download from bad servers, to bad disks, and stopped: the old file or the new, never half."""

import contextlib
import os
import random
import re
import signal
import subprocess
import sys
import time

import fates
import pytest
from mirrors import FILES, FIRST, OLD, SUMS, contents, folder, good, serve

from nnlib import DataError, Network
from nnlib.classroom.checking import handing
from nnlib.digits import download as module
from nnlib.digits.csv_files import write_kaggle_answers
from nnlib.digits.download import download

pytestmark = pytest.mark.reliability
PIECE = len(FILES[FIRST]) // 3


@pytest.fixture(autouse=True)
def surroundings(monkeypatch):
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")
    monkeypatch.setattr(module, "SECONDS_TO_WAIT", 0.2)


# Servers


def begun(handler, length, status=200, **headers):
    handler.send_response(status)
    for name, value in {"Content-Length": str(length), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()


def stalls(handler, content):
    begun(handler, len(content))
    handler.wfile.write(content[:PIECE])
    handler.server.stopped.wait(5)


def breaks_off(handler, content):
    begun(handler, len(content))
    handler.wfile.write(content[:PIECE])
    handler.connection.close()


def promises_more(handler, content):
    begun(handler, 2 * len(content))
    handler.wfile.write(content)


def promises_less(handler, content):
    begun(handler, PIECE)
    handler.wfile.write(content)


def promises_a_word(handler, content):
    begun(handler, "much")
    handler.wfile.write(content[:PIECE])


def promises_a_negative_length(handler, content):
    begun(handler, -5)
    handler.wfile.write(content[:PIECE])


def never_ends(handler, content):
    handler.send_response(200)
    handler.end_headers()
    with contextlib.suppress(OSError):
        while not handler.server.stopped.is_set():
            handler.wfile.write(bytes(2**20))


def error_page(handler, content):
    page = b"<html>Something went wrong</html>"
    begun(handler, len(page), 503, Content_Type="text/html")
    handler.wfile.write(page)


def empty(handler, content):
    begun(handler, 0)


def nothing_new(handler, content):
    begun(handler, 0, 304)


def goes_round(handler, content):
    begun(handler, 0, 302, Location=handler.path)


def leads_to_a_file(handler, content):
    begun(handler, 0, 302, Location="file:///etc/hostname")


def leads_nowhere(handler, content):
    begun(handler, 0, 301, Location="http://127.0.0.1:1/")


def wrong_bytes(handler, content):
    good(handler, bytes(byte ^ 1 for byte in content))


def another_file(handler, content):
    good(handler, FILES[list(FILES)[-1]] + bytes(1))


def no_http(handler, content):
    handler.wfile.write(b"\0\1\2 nothing that is spoken here\r\n\r\n")


def many_headers(handler, content):
    begun(handler, len(content), **{f"X_{i}": "x" * 900 for i in range(200)})
    handler.wfile.write(content)


def bad_chunks(handler, content):
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"zz\r\n" + content[:PIECE])


BAD = {
    stalls: "no answer in time|the connection broke off",
    breaks_off: "the connection broke off",
    promises_more: "the connection broke off|wrong checksum",
    promises_less: "wrong checksum",
    promises_a_word: "wrong checksum|broke off",
    promises_a_negative_length: "wrong checksum|broke off",
    never_ends: "wrong checksum",
    error_page: "it answered 503",
    empty: "wrong checksum",
    nothing_new: "wrong checksum",
    goes_round: "it answered 302",
    leads_to_a_file: "not reached",
    leads_nowhere: "not reached",
    wrong_bytes: "wrong checksum",
    another_file: "wrong checksum",
    no_http: "the connection broke off|not reached",
    many_headers: "the connection broke off|not reached",
    bad_chunks: "the connection broke off",
}


@pytest.mark.sample
@pytest.mark.parametrize("answer", BAD, ids=lambda answer: answer.__name__)
def test_a_bad_server_leaves_the_old_file_and_the_next_one_gives_the_new(serve, folder, answer):
    bad = serve(answer)
    with fates.in_time(), pytest.raises(DataError) as caught:
        download(folder, [bad.url], SUMS)
    assert contents(folder) == {FIRST: OLD}
    reason = rf"^{FIRST} could not be downloaded \(127\.0\.0\.1: .*({BAD[answer]})\)\. The lessons"
    assert re.search(reason, str(caught.value)), str(caught.value)
    with fates.in_time():
        download(folder, [bad.url, serve(good).url], SUMS)
    assert contents(folder) == FILES


# Processes

FETCH = """
import json, os, sys
os.environ["TQDM_DISABLE"] = "1"
from nnlib.digits.download import download
url, folder, sums = sys.argv[1:]
print("ready", flush=True)
download(folder, [url], json.loads(sums))
"""


def fetching(url, folder):
    import json

    command = [sys.executable, "-c", FETCH, url, str(folder), json.dumps(SUMS)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert run.stdout.readline() == b"ready\n"
    return run


def slowly(handler, content):
    begun(handler, len(content))
    for start in range(0, len(content), PIECE):
        handler.wfile.write(content[start : start + PIECE])
        time.sleep(0.03)


def test_several_processes_at_once_give_the_new_files(serve, folder):
    server = serve(slowly)
    runs = [fetching(server.url, folder) for _ in range(3)]
    assert [run.wait(60) for run in runs] == [0, 0, 0]
    assert contents(folder) == FILES


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no such signals")
@pytest.mark.parametrize("number", ["SIGINT", "SIGKILL"])
def test_a_download_that_is_stopped_leaves_the_old_file_or_the_new(serve, folder, moments, number):
    server, rng, stopped = serve(slowly), random.Random(number), 0
    for again in range(max(3, moments // 2)):
        for path in folder.iterdir():
            path.unlink()
        (folder / FIRST).write_bytes(OLD)
        run = fetching(server.url, folder)
        if again:  # the first is stopped at once: on a busy machine others may be done by then
            time.sleep(rng.uniform(0, 0.8))
        run.send_signal(getattr(signal, number))
        stopped += run.wait(60) != 0
        for name, content in contents(folder).items():
            if name in FILES:
                assert content in (FILES[name], OLD)
            else:
                assert number == "SIGKILL"
                assert name.startswith("tmp")
        download(folder, [server.url], SUMS)
        assert FILES.items() <= contents(folder).items()
    assert stopped > 0


# Disks


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 48 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", str(place)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk can be mounted by root only")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_said_and_all_that_was_there_stays(serve, small_disk):
    assert len(FILES[FIRST]) > 48 * 1024
    url = serve(good).url
    Network([4, 3]).save(small_disk / "net.npz")
    write_kaggle_answers(small_disk / "answers.csv", [1, 2, 3])
    handing.write(small_disk / "mine.json", 4, {"4.1": "right"})
    (small_disk / FIRST).write_bytes(OLD)
    before = contents(small_disk)
    with pytest.raises(DataError, match="No space left on device"):
        download(small_disk, [url], SUMS)
    with pytest.raises(DataError, match="No space left on device"):
        Network([784, 30, 10]).save(small_disk / "net.npz")
    with pytest.raises(DataError, match="No space left on device"):
        write_kaggle_answers(small_disk / "answers.csv", [1] * 10_000)
    said = handing.write(small_disk / "mine.json", 4, {f"4.{i}": "right" for i in range(5000)})
    assert said.startswith("nothing was written")
    assert "No space left on device" in said
    assert contents(small_disk) == before
    assert len(Network.load(small_disk / "net.npz").weights) == 1


NO_ROOM = """
import os, sys
from pathlib import Path
import pooch, requests
from nnlib import Network, load_mnist
from nnlib.digits.download import download
home = Path(sys.argv[1])
load_mnist()  # whatever Python loads late, another user may not be able to
net = Network([4, 3])
home.chmod(0o555)
if os.getuid() == 0:
    os.setgid(65534)
    os.seteuid(65534)
print(load_mnist().name)
for attempt in (
    lambda: download(mirrors=["http://127.0.0.1:1/"]),
    lambda: net.save(home / "net.npz"),
):
    try:
        attempt()
    except ValueError as error:
        print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps permissions differently")
def test_in_a_home_that_is_read_only_the_lessons_work_and_a_download_says_why_not(tmp_path):
    tmp_path.chmod(0o755)
    (tmp_path / "home").mkdir()
    left_out = ("NNLIB_DATA_DIR", "NNLIB_DATA", "XDG_CACHE_HOME")
    environment = {k: v for k, v in os.environ.items() if k not in left_out}
    run = subprocess.run(
        [sys.executable, "-c", NO_ROOM, str(tmp_path / "home")],
        env=environment | {"HOME": str(tmp_path / "home"), "TQDM_DISABLE": "1"},
        capture_output=True,
        text=True,
    )
    said = run.stdout + run.stderr
    assert "\nembedded\n" in said
    assert "cannot be stored in" in said
    assert "you have no permission" in said
    assert "net.npz cannot be written: Permission denied" in said
    assert "Traceback" not in said

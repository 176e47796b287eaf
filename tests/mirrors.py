"""Servers of this machine that stand for the mirrors of MNIST: some behave, some do not."""

import contextlib
import gzip
import hashlib
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from nnlib.digits.download import SHA256

RNG = np.random.default_rng(0)


def idx_file(array):
    header = struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
    return gzip.compress(header + array.tobytes(), 1)


def digits(n):
    return [
        idx_file(RNG.integers(256, size=(n, 28, 28), dtype=np.uint8)),
        idx_file(RNG.integers(10, size=n, dtype=np.uint8)),
    ]


FILES = dict(zip(SHA256, digits(120) + digits(10), strict=True))
SUMS = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
FIRST = next(iter(FILES))
OLD = b"an older file"


# --- mirrors: what they answer to a request for a file ------------------------------------------


def good(handler, content):
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def without_length(handler, content):
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(content)


def missing(handler, content):
    handler.send_error(404)


def wrong(handler, content):
    good(handler, content[:-1] + b"?")


def login_page(handler, content):
    good(handler, b"<html>Log in to this network</html>")


def cut_short(handler, content):
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content[: len(content) // 2])


def silent(handler, content):
    handler.server.stopped.wait(10)


def marked_as_gzip(handler, content):
    """As servers do that take .gz for a way of sending, not for a file."""
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def eager_to_compress(handler, content):
    """Compresses once more whatever it sends, unless it is asked not to."""
    if "gzip" in handler.headers.get("Accept-Encoding", "*"):
        marked_as_gzip(handler, gzip.compress(content))
    else:
        good(handler, content)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.seen.append((self.path.strip("/"), dict(self.headers)))
        self.server.answer(self, FILES[self.path.strip("/")])

    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def started():
    """A function that starts a mirror; its address is `.url`, what it was asked for `.seen`."""
    servers = []

    def start(answer):
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.answer, server.seen, server.stopped = answer, [], threading.Event()
        server.url = f"http://127.0.0.1:{server.server_port}/"
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        servers.append(server)
        return server

    try:
        yield start
    finally:
        for server in servers:
            server.stopped.set()
            server.shutdown()
            server.server_close()


@pytest.fixture
def serve():
    """A function that starts a mirror."""
    with started() as start:
        yield start


@pytest.fixture
def folder(tmp_path):
    """A folder that holds an older version of the first file."""
    folder = tmp_path / "mnist"
    folder.mkdir()
    (folder / FIRST).write_bytes(OLD)
    return folder


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}

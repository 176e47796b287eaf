"""One download of the full MNIST set, with progress, from whichever mirror answers."""

import logging
import os
from pathlib import Path
from urllib.parse import urlsplit

from nnlib.support.bars import progress_bar
from nnlib.support.errors import DataError

# Both mirrors serve the same compressed files.
MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
SHA256 = {
    "train-images-idx3-ubyte.gz": "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",  # noqa: E501
    "train-labels-idx1-ubyte.gz": "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",  # noqa: E501
    "t10k-images-idx3-ubyte.gz": "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
    "t10k-labels-idx1-ubyte.gz": "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
}
SECONDS_TO_WAIT = 20
BLOCK = 64 * 1024
MOST = 20 * 2**20  # bytes; the largest of the files has half of that


def cache_folder():
    """Where `python -m nnlib download` puts the full set: in the user's cache."""
    import platformdirs

    return platformdirs.user_cache_path("nnlib", appauthor=False) / "mnist"


def download(folder=None, mirrors=MIRRORS, checksums=SHA256):
    """Fetch the four files into `folder` (the user's cache) and return it.

    A file takes its place only when it is complete and its checksum is right; until then an
    older one stays as it is. What is there already is not fetched again.
    Raises DataError if no mirror gives a good file, or if the disk does not take it.
    """
    folder = Path(folder or cache_folder()).expanduser()
    for name, checksum in checksums.items():
        _fetch(name, checksum, folder, mirrors)
    return folder


def _fetch(name, checksum, folder, mirrors):
    import pooch
    from requests import RequestException
    from urllib3.exceptions import HTTPError

    pooch.get_logger().setLevel(logging.ERROR)
    problems = []
    for mirror in mirrors:
        try:
            pooch.retrieve(mirror + name, checksum, name, folder, downloader=_stream)
            return
        except (RequestException, HTTPError) as error:
            problems.append(f"{urlsplit(mirror).hostname}: {_reason(error)}")
        except ValueError:
            problems.append(f"{urlsplit(mirror).hostname}: what came has a wrong checksum")
        except OSError as error:
            locked = isinstance(error, PermissionError)
            reason = "you have no permission" if locked else error.strerror or error
            raise DataError(
                f"{name} cannot be stored in {folder}: {reason}. An older file, if there was one, "
                "is as it was. The lessons work without it, on the digits that come with nnlib."
            ) from error
    raise DataError(
        f"{name} could not be downloaded ({'; '.join(problems)}). The lessons work without it, on "
        "the digits that come with nnlib. With a network, try again: python -m nnlib download"
    )


def _stream(url, path, pooch):
    """Write what a mirror sends to path: how pooch wants it done."""
    import requests

    # The files are compressed: a server must not do it once more, and nobody undo it on the way.
    headers = {"Accept-Encoding": "identity"}
    with requests.get(url, headers=headers, stream=True, timeout=SECONDS_TO_WAIT) as answer:
        answer.raise_for_status()
        length = answer.headers.get("Content-Length", "")
        size = int(length) if length.isdecimal() else None
        with (
            open(path, "wb") as file,
            progress_bar(size, "B", url.rpartition("/")[2], unit_scale=True) as bar,
        ):
            for block in answer.raw.stream(BLOCK, decode_content=False):
                file.write(block)
                bar.update(len(block))
                if file.tell() > MOST:  # it is something else, and may never end
                    break
    os.chmod(path, 0o644)  # pooch's temporary file is for its owner only


def _reason(error):
    """Why a mirror gave no file, in words."""
    if getattr(error, "response", None) is not None:
        return f"it answered {error.response.status_code}"
    words = {
        "Timeout": "no answer in time",
        "TimeoutError": "no answer in time",
        "ProtocolError": "the connection broke off",
    }
    kinds = [kind.__name__ for kind in type(error).__mro__]
    return next((words[kind] for kind in kinds if kind in words), "not reached")

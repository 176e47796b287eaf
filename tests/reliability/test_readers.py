"""Every reader is given spoilt files: it refuses them in words, or reads what is right."""

import functools
import gzip
import io
import pickle
import random
import re
import zipfile

import fates
import mutations
import numpy as np
import pytest
from format_files import csv_text, digits, idx_bytes, python2_pickle, scaled
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlib import Convolution, Dense, Flatten, Network, Sequential, Softmax
from nnlib.digits import mnist
from nnlib.digits.csv_files import read_kaggle_csv, read_kaggle_images
from nnlib.digits.formats import read_idx, read_npz, read_pickle

pytestmark = pytest.mark.reliability
A_FEW = 10  # of each kind, for .ci/run
IMAGES, LABELS = digits(300)
SETS = (digits(200), digits(50), digits(50))


def plain(data):
    return data


def as_utf16(data):
    return data.decode("utf-8", "replace").encode("utf-16")


def keras(save=np.savez):
    (x_train, y_train), _, (x_test, y_test) = SETS
    file = io.BytesIO()
    save(file, x_train=x_train, y_train=y_train, x_test=x_test, y_test=y_test)
    return file.getvalue()


def in_a_zip(name, archive):
    """How to put another member of this name into an archive, its checksum right; and the old."""
    with zipfile.ZipFile(io.BytesIO(archive)) as whole:
        members = {one: whole.read(one) for one in whole.namelist()}

    def pack(data):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
            for one, content in (members | {name: data}).items():
                made.writestr(one, content)
        return file.getvalue()

    return members[name], pack, sum(map(len, members.values()))


@functools.cache
def saved(kind):
    """The bytes of a network that was trained a little and saved."""
    if kind is Network:
        net = Network([784, 30, 10])
    else:
        layers = [Convolution(4, 5), Flatten(), Dense(10), Softmax()]
        net = Sequential(layers, input_shape=(1, 28, 28))
    part = mnist.Digits(IMAGES, LABELS, one_hot_targets=True)
    net.SGD(part, 2, 100, 0.1, part, momentum=0.5, quiet=True)
    kept = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("nnlib.support.saving.write_npz", lambda path, arrays: kept.update(arrays))
        net.save("net.npz")
    file = io.BytesIO()
    np.savez_compressed(file, **kept)
    return file.getvalue()


def embedded(path):
    """`read_embedded` with a pack of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mnist, "data_file", lambda name: path)
        return mnist.read_embedded()


def a_pack():
    file = io.BytesIO()
    images, labels = digits(5000)
    np.savez_compressed(file, images=images // 2 * 2, labels=labels)
    return file.getvalue()


# What is right


def is_set(*arrays):
    """Pictures and labels, as many of each, in bytes."""
    images, labels = arrays
    assert images.dtype == labels.dtype == np.uint8
    assert images.ndim == 3
    assert labels.shape == (len(images),)
    assert images.size


def is_array(array):
    assert isinstance(array, np.ndarray)
    assert array.size
    assert array.flags.writeable


def are_sets(parts):
    for part in parts:
        is_set(*part)


def is_network(net):
    """It answers, trains on, and shows its history."""
    x = np.zeros((net.sizes[0], 1), np.float32)
    assert net.feedforward(x).shape == (net.sizes[-1], 1)
    for row in net.history:
        assert row.keys() == {"epoch", "correct", "total", "seconds"}
        assert all(value is None or value >= 0 for value in row.values())
    net._live_line(len(net.history), 3)
    net.rng.random()


def is_embedded(parts):
    assert [len(part) for part in parts[:3]] == [4000, 500, 500]


def archive(data):
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        return sum(one.file_size for one in whole.infolist())


def member(name, data):
    return in_a_zip(name, data)


GZ = functools.partial(gzip.compress, compresslevel=1)
IDX, CSV = idx_bytes(IMAGES), csv_text(IMAGES, LABELS).encode()
NO_LABELS = "\n".join(line.partition(",")[2] for line in CSV.decode().splitlines()).encode()
PICKLE = pickle.dumps(SETS, protocol=4)
# What is spoilt, how it then becomes a file, how many bytes that truly holds; reader; what is right
FILES = {
    "idx": (IDX, plain, len(IDX), read_idx, is_array),
    "labels": (idx_bytes(LABELS), plain, len(LABELS), read_idx, is_array),
    "floats": (idx_bytes(IMAGES / 7), plain, 8 * len(IDX), read_idx, is_array),
    "gz": (GZ(IDX), plain, len(IDX), read_idx, is_array),
    "in gz": (IDX, GZ, len(IDX), read_idx, is_array),
    "pickle": (PICKLE, plain, len(PICKLE), read_pickle, are_sets),
    "pickle in gz": (PICKLE, GZ, len(PICKLE), read_pickle, are_sets),
    "python 2": (python2_pickle(scaled()), GZ, 100_000, read_pickle, are_sets),
    "keras": (keras(), plain, archive(keras()), read_npz, are_sets),
    "keras, packed": (keras(np.savez_compressed), plain, archive(keras()), read_npz, are_sets),
    "in keras": (*member("x_test.npy", keras()), read_npz, are_sets),
    "csv": (CSV, plain, len(CSV), read_kaggle_csv, lambda found: is_set(*found)),
    "csv in gz": (CSV, GZ, len(CSV), read_kaggle_csv, lambda found: is_set(*found)),
    "csv of Excel": (CSV, as_utf16, 2 * len(CSV), read_kaggle_csv, lambda found: is_set(*found)),
    "no labels": (NO_LABELS, plain, len(CSV), read_kaggle_images, is_array),
    "network": (saved(Network), plain, archive(saved(Network)), Network.load, is_network),
    "state": (*member("state.npy", saved(Network)), Network.load, is_network),
    "weights": (*member("weights_1.npy", saved(Network)), Network.load, is_network),
    "layers": (*member("state.npy", saved(Sequential)), Sequential.load, is_network),
    "embedded": (a_pack(), plain, 5000 * 785, embedded, is_embedded),
    "in the embedded": (*member("labels.npy", a_pack()), embedded, is_embedded),
}
ABOUT = "data, pack, honest, read, is_right"
every_file = pytest.mark.parametrize(ABOUT, FILES.values(), ids=FILES)


def give(path, data, honest, read, is_right):
    path.write_bytes(data)
    kind, found = fates.fate(read, path, honest)
    if kind == "read":
        is_right(found)
    return kind


def give_many(path, seed, number, data, pack, honest, read, is_right):
    """Give a reader so many spoilt files; returns how many it has refused."""
    assert give(path, pack(data), honest, read, is_right) == "read"
    kinds, unclear = [], []
    for i in range(number):
        content = mutations.spoilt(data, random.Random(f"{seed} {i}"))
        longer = max(1, len(content) / len(data))  # what is there twice may be read twice
        try:
            kinds.append(give(path, pack(content), longer * honest, read, is_right))
        except AssertionError as error:
            unclear.append(f"{seed} {i}: {error}")
    assert not unclear, f"{len(unclear)} of {number} are unclear:\n" + "\n".join(unclear[:9])
    return kinds.count("refused")


@every_file
def test_a_spoilt_file_is_refused_in_words_or_read_rightly(
    tmp_path, hostile, request, data, pack, honest, read, is_right
):
    path, name = tmp_path / "bad.file", request.node.callspec.id
    refused = give_many(path, name, hostile, data, pack, honest, read, is_right)
    assert refused > hostile // 4


# Files that are made to do harm


def zipped(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(f"{name}.npy", content)
    return file.getvalue()


def npy_header(shape, dtype="|u1"):
    file = io.BytesIO()
    head = {"descr": dtype, "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(file, head)
    return file.getvalue()


def nested(depth):
    """A list of 1,000 times the same list, of 1,000 times the same …"""
    made = [0.5]
    for _ in range(depth):
        made = [made] * 1000
    return made


def as_text(encoding, text):
    """A pickle that holds bytes as a text in this encoding."""

    def words(some):
        return b"X" + len(some.encode()).to_bytes(4, "little") + some.encode()

    return b"\x80\x02c_codecs\nencode\n" + words(text) + words(encoding) + b"\x86R."


MEGABYTE, BOMB = 2**20, bytes(200 * 2**20)
PIXELS = ",".join(f"pixel{i}" for i in range(784))
ZEROS = ",".join("0" * 784)
ATTACKS = {
    "a gz bomb": (read_idx, GZ(BOMB), "more than a hundred times|magic number"),
    "a gz bomb behind a small header": (
        read_idx,
        GZ(idx_bytes(IMAGES) + BOMB),
        "has bytes left over: its header promises 235,216",
    ),
    "a gz bomb that is promised": (
        read_idx,
        GZ(b"\0\0\x08\x01" + len(BOMB).to_bytes(4, "big") + BOMB),
        "more than a hundred times",
    ),
    "gz bombs one after the other": (read_kaggle_csv, GZ(bytes(2**24)) * 50, "hundred times"),
    "a CSV bomb": (read_kaggle_csv, GZ(b"0," * 2**26), "hundred times"),
    "a pickle bomb": (read_pickle, GZ(BOMB), "hundred times"),
    "an npz bomb": (read_npz, zipped(x_train=npy_header((len(BOMB),)) + BOMB), "hundred times"),
    "a header that lies": (read_npz, zipped(x_train=npy_header((10**12,)) + b"0"), "is damaged"),
    "a negative header": (Network.load, zipped(state=npy_header((-1,)) + b"0"), "is damaged"),
    "lists in lists": (read_pickle, pickle.dumps([(nested(4), [1])] * 3), "lists in lists"),
    "a list of arrays": (read_pickle, pickle.dumps([([IMAGES] * 99_999, [1])] * 3), "lists in"),
    "a slow encoding": (read_pickle, as_text("punycode", "é" * 200_000), "latin1 is expect"),
    "a promise in a pickle": (read_pickle, b"\x80\x04\x8e" + b"\xff" * 7 + b"\x0fabc", "damaged"),
    "a number of a million digits": (
        read_kaggle_images,
        f"{PIXELS}\n{ZEROS[:-1]}{'1' * 90_000}x\n".encode(),
        "line 2: pixel783 is '1111",
    ),
    "a name of 5,000 digits": (
        read_kaggle_images,
        f"{PIXELS}{'9' * 5000}\n{ZEROS[:-1]}7777\n".encode(),
        "line 2: pixel783",
    ),
    "a million columns": (read_kaggle_csv, b"," * MEGABYTE, "line 1: 1,048,576 characters and"),
    "a cell of a megabyte": (read_kaggle_csv, b"1" * MEGABYTE, "line 1: 1,048,576 characters and"),
    "a state in a million brackets": (
        Network.load,
        zipped(state=npy_header((), "|S1000000") + b"[" * 1_000_000),
        "holds no network",
    ),
    "a network of a trillion weights": (
        Network.load,
        zipped(state=npy_header((), "|S37") + b'{"sizes": [1000000,1000000,10],"x":0}'),
        "holds no network",
    ),
}


@pytest.mark.sample
@pytest.mark.parametrize(("read", "data", "words"), ATTACKS.values(), ids=ATTACKS)
def test_a_file_made_to_do_harm_is_refused_in_words(tmp_path, read, data, words):
    path = tmp_path / "bad.file"
    path.write_bytes(data)
    unpacked = max(100 * len(data), 2**24)  # so much may come out of a packed file of this size
    kind, said = fates.fate(read, path, unpacked if "hundred times" in words else 2 * MEGABYTE)
    assert kind == "refused"
    assert re.search(words, said), said


@pytest.mark.sample
@every_file
def test_a_few_spoilt_files_of_each_kind(tmp_path, request, data, pack, honest, read, is_right):
    path, name = tmp_path / "bad.file", request.node.callspec.id
    give_many(path, f"{name}, a few", A_FEW, data, pack, honest, read, is_right)


# Whatever bytes there are


@pytest.mark.parametrize("start", [*mutations.STARTS, b"", b"label,"], ids=range(14))
def test_any_bytes_at_all_are_refused_in_words_or_read(tmp_path_factory, start):
    path = tmp_path_factory.mktemp("any") / "bad.file"

    @given(st.binary(max_size=400))
    @settings(max_examples=60)
    def give_all(data):
        path.write_bytes(start + data)
        for read in (read_idx, read_pickle, read_npz, read_kaggle_csv, read_kaggle_images):
            fates.fate(read, path, len(data))
        for read in (Network.load, Sequential.load, embedded):
            fates.fate(read, path, len(data))

    give_all()

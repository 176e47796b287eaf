"""Every reader is given spoilt files: it refuses them in words, or reads what is right."""

import functools
import gzip
import io
import pickle
import random
import zipfile

import fates
import mutations
import numpy as np
import pytest
from format_files import csv_text, digits, idx_bytes, python2_pickle, scaled

from nnlib import Convolution, Dense, Flatten, Network, Sequential, Softmax
from nnlib.digits import mnist
from nnlib.digits.csv_files import read_kaggle_csv, read_kaggle_images
from nnlib.digits.formats import read_idx, read_npz, read_pickle

pytestmark = pytest.mark.reliability
A_FEW = 30  # hostile files of each kind for .ci/run
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

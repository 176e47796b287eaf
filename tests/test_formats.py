"""MNIST's file formats: every good file gives the same digits, every bad one a helpful message."""

import gzip
import os
import pickle
import sys
import warnings

import numpy as np
import pytest
from format_files import (
    IDX_CODES,
    IMAGES,
    LABELS,
    PARTS,
    SMALL,
    csv_text,
    idx_bytes,
    npy_bytes,
    npz_bytes,
    python2_pickle,
    scaled,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from nnlib.digits.csv_files import read_kaggle_csv, read_kaggle_images, write_kaggle_answers
from nnlib.digits.formats import read_idx, read_npz, read_pickle
from nnlib.support.errors import DataError

READERS = (read_idx, read_pickle, read_kaggle_csv, read_npz)


def cases(names, table):
    """Run a test on every row of {what it is about: the values of its arguments}."""
    return pytest.mark.parametrize(names, table.values(), ids=table)


def assert_same_parts(parts):
    assert len(parts) == len(PARTS)
    for (images, labels), (expected_images, expected_labels) in zip(parts, PARTS, strict=True):
        assert images.dtype == labels.dtype == np.uint8
        assert np.array_equal(images, expected_images)
        assert np.array_equal(labels, expected_labels)


@pytest.fixture
def file(tmp_path):
    """A function that writes bytes or text to a file and returns its path."""

    def write(content, name="bad.file"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


# --- any format ---------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", READERS)
def test_a_missing_file_is_named(reader, tmp_path):
    with pytest.raises(DataError, match=r"There is no file .*tain\.csv.*getcwd"):
        reader(tmp_path / "tain.csv")


@pytest.mark.parametrize("reader", READERS)
def test_what_lies_beside_a_missing_file_is_named(reader, tmp_path):
    for name in ("train.csv.zip", "mnist_train.csv", "essay.doc"):
        (tmp_path / name).touch()
    with pytest.raises(DataError, match=r"Beside it there is mnist_train\.csv, train\.csv\.zip\."):
        reader(tmp_path / "train.csv")


@pytest.mark.parametrize("reader", READERS)
def test_a_folder_in_place_of_a_file_is_named_and_what_it_holds(reader, tmp_path):
    (tmp_path / "data").mkdir()
    with pytest.raises(DataError, match=r"data is a folder; name a file in it\.$"):
        reader(tmp_path / "data")
    (tmp_path / "data" / "train.csv").touch()
    with pytest.raises(DataError, match=r"data is a folder; .* It holds train\.csv\."):
        reader(tmp_path / "data")


@pytest.mark.parametrize("reader", [*READERS, read_kaggle_images])
@pytest.mark.parametrize(
    ("path", "came"),
    [(None, "None"), (3, "3"), ("", "''"), (["a.csv"], "a list"), (IMAGES, "a ndarray")],
)
def test_what_is_no_name_of_a_file_is_said(reader, path, came):
    with pytest.raises(DataError, match=rf'such as "train\.csv"; {came} came'):
        reader(path)


@pytest.mark.parametrize("reader", READERS)
@cases(
    "content, message",
    {
        "empty": (b"", r"bad\.file is empty"),
        "page": (b"\n <!DOCTYPE html><html>Log in", r"bad\.file is a web page, not data.*fetch"),
    },
)
def test_an_empty_file_or_a_web_page_is_named(reader, file, content, message):
    with pytest.raises(DataError, match=message):
        reader(file(content))


@pytest.mark.parametrize("reader", [read_idx, read_pickle, read_kaggle_csv])
@cases(
    "content, message",
    {
        "cut": (gzip.compress(b"x" * 999)[:-12], r"bad\.file is cut short"),
        "cut in its header": (gzip.compress(b"x" * 999)[:5], r"bad\.file is cut short"),
        "bad checksum": (
            gzip.compress(b"x" * 999)[:-8] + b"\0" * 8,
            r"bad\.file is damaged.*checksum",
        ),
        "bytes left over": (gzip.compress(b"x" * 999) + b"more", r"bad\.file is damaged"),
        "nothing": (gzip.compress(b""), r"bad\.file is empty"),
        "page": (gzip.compress(b"<html>"), r"bad\.file is a web page"),
        "zip": (npz_bytes(), r"bad\.file is a zip archive: unpack it"),
    },
)
def test_a_bad_package_is_named(reader, file, content, message):
    with pytest.raises(DataError, match=message):
        reader(file(content))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions differently")
def test_a_file_without_permission_is_named(reader, file):
    path = file(b"secret")
    path.chmod(0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        with pytest.raises(DataError, match=r"bad\.file may not be read: you have no permission"):
            reader(path)
    finally:
        if root:
            os.seteuid(0)


@cases(
    "reader, content",
    {
        "idx": (read_idx, idx_bytes(IMAGES[:2])),
        "gzip": (read_idx, gzip.compress(idx_bytes(LABELS))),
        "pickle": (read_pickle, pickle.dumps(PARTS, protocol=4)),
        "python2": (read_pickle, python2_pickle(scaled())),
        "npz": (read_npz, npz_bytes()),
        "csv": (read_kaggle_csv, csv_text(IMAGES[:2], LABELS[:2]).encode()),
    },
)
def test_no_damage_ends_in_anything_but_a_data_error(reader, content, file):
    rng, messages = np.random.default_rng(0), []
    for _ in range(200):
        damaged = bytearray(content)
        for place in rng.integers(min(len(content), rng.choice([50, 10**9])), size=3):
            damaged[place] = rng.integers(256)
        try:
            reader(file(damaged[: rng.integers(1, 2 * len(damaged))]))
        except DataError as error:
            messages.append(str(error))
    assert len(messages) > 50
    assert all("bad.file" in message for message in messages)


# --- IDX ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("array", [IMAGES, LABELS], ids=["images", "labels"])
@pytest.mark.parametrize("name", ["train-images-idx3-ubyte.gz", "digits.bin", "no_ending"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_idx_is_read_packed_or_not_under_any_name(file, array, name, pack):
    result = read_idx(file(pack(idx_bytes(array)), name))
    assert result.dtype == np.uint8
    assert np.array_equal(result, array)


@settings(deadline=None, derandomize=True, max_examples=50)
@given(st.sampled_from(sorted(IDX_CODES)).flatmap(lambda t: npst.arrays(t, npst.array_shapes())))
def test_idx_gives_back_any_array(tmp_path_factory, array):
    path = tmp_path_factory.getbasetemp() / "any-idx"
    path.write_bytes(idx_bytes(array))
    result = read_idx(path)
    assert (result.dtype, result.shape) == (array.dtype, array.shape)
    assert result.tobytes() == array.tobytes()


@cases(
    "content, message",
    {
        "cut in its magic number": (
            b"\0\0",
            "is cut short: an IDX file starts with 4 bytes, and it has 2",
        ),
        "cut in its header": (
            idx_bytes(IMAGES)[:11],
            "is cut short: its header alone has 16 bytes, and it has 11",
        ),
        "cut in its body": (
            idx_bytes(IMAGES)[:-1],
            r"is cut short: .*promises 9,424 bytes for shape \(12, 28, 28\)",
        ),
        "no body": (idx_bytes(LABELS)[:8], r"is cut short: .*promises 20 bytes.*and it has 8\."),
        "bytes left over": (
            idx_bytes(LABELS) + b"\0",
            r"has bytes left over: .*promises 20 bytes.* it has 21",
        ),
        "wrong magic number": (
            b"\0\0\x07\x01" + bytes(9),
            "is no IDX file: its magic number is 1793; .*2051.*2049",
        ),
        "text": (b"hello world", "is no IDX file: its magic number is 1751477356"),
        "zeros": (bytes(20), "is no IDX file: its magic number is 0"),
        "255 dimensions": (
            b"\0\0\x08\xff" + b"\0\0\0\1" * 255 + b"x",
            "is no IDX file: its magic number is 2303",
        ),
        "empty": (b"\0\0\x08\x03" + bytes(12), r"holds nothing: its header says shape \(0, 0, 0\)"),
        "huge promise": (b"\0\0\x08\x04" + b"\xff" * 16, "is cut short"),
    },
)
def test_a_bad_idx_file_is_refused_in_words(file, content, message):
    with pytest.raises(DataError, match=rf"^bad\.file {message}"):
        read_idx(file(content))


# --- pickle -------------------------------------------------------------------------------------


@pytest.mark.parametrize("protocol", range(6))
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("scale", [256, 255, 1])
def test_a_pickle_of_any_protocol_is_read(file, protocol, pack, scale):
    path = file(pack(pickle.dumps(scaled(scale), protocol)))
    assert_same_parts(read_pickle(path))


@pytest.mark.parametrize("protocol", range(6))
def test_a_pickle_may_hold_whole_pixels_in_any_order_in_memory(file, protocol):
    parts = [(np.asfortranarray(images), labels) for images, labels in PARTS]
    parts[1] = (PARTS[1][0].transpose(1, 0, 2).copy().transpose(1, 0, 2), PARTS[1][1])
    parts[2] = (PARTS[2][0].astype(">i4"), PARTS[2][1].tolist())
    assert_same_parts(read_pickle(file(pickle.dumps(parts, protocol))))


def test_a_pickle_of_python_2_is_read_without_a_warning(file):
    content = python2_pickle(scaled())
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        plain = pickle.loads(content, encoding="latin1")
    assert np.array_equal(plain[0][0], scaled()[0][0])
    if "2.4.0" <= np.lib.NumpyVersion(np.__version__) <= "2.4.4":
        assert any("align" in str(warning.message) for warning in caught)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert_same_parts(read_pickle(file(gzip.compress(content), "mnist.pkl.gz")))


def test_pixels_are_stored_as_value_over_256(file):
    images = np.zeros((1, 784), np.float32)
    images[0, :3] = 0.01171875, 0.98828125, 0.99609375
    path = file(pickle.dumps([(images, [5])] * 3))
    assert read_pickle(path)[0][0].ravel()[:3].tolist() == [3, 253, 255]


def test_black_and_white_pixels_become_0_and_255(file):
    images = np.eye(2, 784)
    path = file(pickle.dumps([(images, [0, 1])] * 3))
    assert np.array_equal(read_pickle(path)[0][0].reshape(2, 784), 255 * images)


class Call:
    """Pickled, it asks whoever opens the pickle to call a function."""

    def __init__(self, function, *arguments):
        self.function, self.arguments = function, arguments

    def __reduce__(self):
        return self.function, self.arguments


def attacks(path):
    """Pickles that would write a file at path, and the names that they ask for."""
    write = f"open({str(path)!r}, 'w').close()"
    for protocol in range(6):
        system = pickle.dumps(Call(os.system, f"echo > {path}"), protocol)
        yield system, r"(posix|nt)\.system"
        yield pickle.dumps([*PARTS, Call(eval, write)], protocol), r"(builtins|__builtin__)\.eval"
        yield pickle.dumps((Call(exec, write), 1, 2), protocol), r"(builtins|__builtin__)\.exec"
        yield pickle.dumps(Call(open, str(path), "w"), protocol), r"(_?io|__builtin__)\.open"
        yield (
            pickle.dumps(Call(getattr, IMAGES, "tofile"), protocol),
            r"(builtins|__builtin__)\.getattr",
        )
        yield pickle.dumps(Call(np.savetxt, str(path), LABELS), protocol), r"numpy\.savetxt"
    yield f"(S{write!r}\ni__builtin__\neval\n.".encode(), r"(builtins|__builtin__)\.eval"
    yield f"(c__builtin__\neval\nS{write!r}\no.".encode(), r"(builtins|__builtin__)\.eval"
    yield b"\x80\x04\x8c\x05numpy\x8c\x0endarray.tofile\x93.", r"numpy\.ndarray\.tofile"
    yield b"cnumpy.testing._private.utils\nrunstring\n.", r"numpy\.testing.*\.runstring"


def test_a_pickle_cannot_run_anything(file, tmp_path):
    target = tmp_path / "written"
    for content, asked in attacks(target):
        message = rf"^bad\.file is refused: the pickle asks for {asked}, which is no array.*not run"
        with pytest.raises(DataError, match=message):
            read_pickle(file(content))
        assert not target.exists()


def test_the_attacks_would_work_on_the_plain_reader(tmp_path):
    target = tmp_path / "written"
    for content, _ in list(attacks(target))[:4]:
        result = pickle.loads(content)
        getattr(result, "close", lambda: None)()
        assert target.exists()
        target.unlink()


@cases(
    "content, message",
    {
        "text": (b"hello world", "is damaged, cut short or no pickle of MNIST"),
        "cut": (pickle.dumps(PARTS)[:-40], "is damaged, cut short or no pickle of MNIST"),
        "start": (pickle.dumps(PARTS)[:7], "is damaged, cut short or no pickle of MNIST"),
        "dict": (pickle.dumps({"train": 1}), "holds a dict of 1; three pairs .* are expected"),
        "two": (
            pickle.dumps(PARTS[:2]),
            "holds a list of 2; three pairs .* training, validation and",
        ),
        "numbers": (pickle.dumps([1, 2, 3]), "holds a list of 3; three pairs"),
        "number": (pickle.dumps(5), "holds a int; three pairs"),
        "strings": (
            pickle.dumps([("a", "b")] * 3),
            r"images have shape \(\) and type .*\(n, 784\)",
        ),
        "none": (
            pickle.dumps([(None, LABELS)] * 3),
            "images have shape .* numbers .* are expected",
        ),
        "ragged": (pickle.dumps([([[1, 2], [3]], LABELS)] * 3), "lists in lists; arrays"),
        "counts": (pickle.dumps([(IMAGES, LABELS[:-1])] * 3), "12 images but 11 labels"),
        "no images": (
            pickle.dumps([(IMAGES[:0], LABELS[:0])] * 3),
            r"images have shape \(0, 28, 28\)",
        ),
        "table": (
            pickle.dumps([(np.ones((12, 4)), LABELS)] * 3),
            r"images have shape \(12, 4\) .*table.* Examples\(inputs, one_hot\(labels, n\)\.T\)",
        ),
        "fractions of 16": (
            pickle.dumps([(IMAGES % 16 / 1.1, LABELS)] * 3),
            "pixels go up to 13.6364 and are no whole numbers",
        ),
        "colours": (
            pickle.dumps([(np.stack([IMAGES] * 3, axis=3), LABELS)] * 3),
            r"images have shape \(12, 28, 28, 3\) .* three colours.*images.mean\(axis=3\)",
        ),
        "swapped": (pickle.dumps([(LABELS, IMAGES)] * 3), r"shape \(12,\) .*files swapped\?"),
        "QMNIST": (
            pickle.dumps([(IMAGES, np.tile(LABELS[:, None], 8))] * 3),
            r"labels have shape \(12, 8\); .*take column 0: labels\[:, 0\]",
        ),
        "one hot": (
            pickle.dumps([(IMAGES, np.eye(10)[LABELS])] * 3),
            r"labels have shape \(12, 10\); .*labels\.argmax\(axis=1\)",
        ),
        "nan": (pickle.dumps([(IMAGES * np.nan, LABELS)] * 3), "some pixels are NaN or infinite"),
        "negative": (
            pickle.dumps([(IMAGES * -1.0, LABELS)] * 3),
            "pixels go from -255 to -?0; 0 to 255",
        ),
        "large": (pickle.dumps([(IMAGES + 1.0, LABELS)] * 3), "pixels go from 1 to 256; 0 to 255"),
        "label": (
            pickle.dumps([(IMAGES, LABELS + np.int64(250))] * 3),
            "whole numbers from 0 to 255; 256 came",
        ),
        "half": (
            pickle.dumps([(IMAGES, LABELS - 0.5)] * 3),
            "whole numbers from 0 to 255; -0.5 came",
        ),
        "objects": (
            pickle.dumps([(IMAGES.astype(object), LABELS)] * 3),
            "is refused: .*array of type 'O8'",
        ),
    },
)
def test_a_bad_pickle_is_refused_in_words(file, content, message):
    with pytest.raises(DataError, match=rf"^bad\.file:? .*{message}|^bad\.file:? {message}"):
        read_pickle(file(content))


# --- Kaggle's CSV -------------------------------------------------------------------------------

CSV = csv_text()
HEADER, FIRST, *REST = CSV.splitlines()


@cases(
    "content",
    {
        "plain": CSV,
        "no last end": CSV.rstrip("\n"),
        "windows": CSV.replace("\n", "\r\n"),
        "bom": "\ufeff" + CSV,
        "quotes": ",".join(f'"{column}"' for column in HEADER.split(",")) + CSV[len(HEADER) :],
        "blank lines": CSV.replace("\n", "\n\n"),
        "a blank line first": "\n \n" + CSV,
        "spaces": CSV.replace(",", ", "),
        "gzip": gzip.compress(CSV.encode()),
        "other names": CSV.replace("pixel", "p"),
        "no line of names": "\n".join([FIRST, *REST]),
    },
)
def test_kaggle_csv_is_read_however_it_was_written(file, content):
    images, labels = read_kaggle_csv(file(content, "train.csv"))
    assert images.dtype == labels.dtype == np.uint8
    assert np.array_equal(images, IMAGES)
    assert np.array_equal(labels, LABELS)


def changed(line, column, value):
    """The CSV with another value in one place."""
    lines = CSV.splitlines()
    cells = lines[line - 1].split(",")
    cells[column] = value
    lines[line - 1] = ",".join(cells)
    return "\n".join(lines)


@cases(
    "content, message",
    {
        "test csv": (
            CSV.replace("label,", ""),
            "must start with .* 785 columns: label.* 784.*test.csv: read_kaggle_images",
        ),
        "numbers of another size": (
            "1,2,3\n4,5,6\n",
            " it starts with '1,2,3' and has 3.* a table.*numpy.loadtxt.*Examples",
        ),
        "semicolons": (
            CSV.replace(",", ";"),
            "it starts with 'label;pixel0.* has 1. Separate .* by commas.*semicolons",
        ),
        "few": ("label,a,b\n1,2,3\n", "it starts with 'label,a,b' and has 3"),
        "blank": ("\n", "must start with a line of 785 columns"),
        "bom": ("\ufeff", "must start with a line of 785 columns"),
        "binary": (bytes(range(128, 200)), "must start with a line of 785 columns"),
        "empty body": (HEADER, "has a header but no digits"),
        "blank body": (HEADER + "\n\n \n", "has a header but no digits"),
        "word": (
            changed(3, 8, "seven"),
            "line 3: pixel7 is 'seven'; a whole number from 0 to 255 is exp",
        ),
        "nothing": (changed(13, 784, ""), "line 13: pixel783 is ''; a whole number from 0 to 255"),
        "fraction": (changed(4, 1, "1.5"), "line 4: pixel0 is '1.5'; a whole number"),
        "nan": (changed(4, 1, "nan"), "line 4: pixel0 is 'nan'; a whole number"),
        "arabic": (changed(4, 1, "٣"), "line 4: pixel0 is '٣'; a whole number"),
        "hash": (changed(4, 1, "#"), "line 4: pixel0 is '#'; a whole number"),
        "large": (changed(4, 1, "256"), "line 4: pixel0 is '256'; a whole number from 0 to 255"),
        "huge": (
            changed(4, 1, "9" * 9999),
            "line 4: pixel0 is '9{20}'; a whole number from 0 to 255",
        ),
        "negative": (changed(4, 1, "-1"), "line 4: pixel0 is '-1'; a whole number from 0 to 255"),
        "label": (
            changed(5, 0, "256"),
            "line 5: label is '256'; a whole number from 0 to 255 is expected",
        ),
        "label word": (
            changed(5, 0, "five"),
            "line 5: label is 'five'; a whole number from 0 to 255",
        ),
        "more columns": (changed(6, 9, "1,2"), "line 6: 786 columns instead of 785"),
        "cut": (CSV[:-20], "line 13: .* columns instead of 785"),
        "comment": (CSV.replace("\n" + FIRST, "\n# note"), "line 2: 1 columns instead of 785"),
        "double": ("\n".join([HEADER, FIRST + "," + FIRST]), "line 2: 1570 columns instead of 785"),
        "single": (HEADER + "\n1" * 785, "line 2: 1 columns instead of 785"),
        "after blank lines": (
            CSV.replace("\n" + FIRST, "\n\n\n" + FIRST.replace("0", "x", 1)),
            "line 4: label is 'x'",
        ),
    },
)
def test_a_bad_csv_is_refused_in_words(file, content, message):
    with pytest.raises(DataError, match=rf"^bad\.file,? .*{message}|^bad\.file,? {message}"):
        read_kaggle_csv(file(content))


def as_csv(columns, table):
    """A CSV of these columns' names (none, if empty) and rows of numbers."""
    rows = [",".join(map(str, row)) for row in table]
    return "\n".join([*([",".join(columns)] if columns else []), *rows]) + "\n"


PIXELS = [f"pixel{i}" for i in range(784)]
FLAT = IMAGES.reshape(12, 784)
LAST = np.column_stack([FLAT, LABELS])  # the label in the last column


@cases(
    "content",
    {
        "label last": as_csv([*PIXELS, "label"], LAST),
        "class": as_csv([*PIXELS, "class"], LAST),
        "capitals": as_csv(["Label", *PIXELS], LAST[:, [-1, *range(784)]]),
        "pixels in another order": as_csv(["label", *PIXELS[::-1]], LAST[:, ::-1]),
        "pixels as words are sorted": as_csv(
            ["label", *sorted(PIXELS)],
            LAST[:, [-1, *(int(name[5:]) for name in sorted(PIXELS))]],
        ),
        "rows and columns in the names": as_csv(
            ["label", *(f"{i // 28 + 1}x{i % 28 + 1}" for i in range(784))],
            LAST[:, [-1, *range(784)]],
        ),
        "numbered rows": as_csv(
            ["", "label", *PIXELS],
            np.column_stack([np.arange(12) + 40_000, LAST[:, [-1, *range(784)]]]),
        ),
        "everything in quotes": "\n".join(
            '"' + line.replace(",", '","') + '"' for line in CSV.splitlines()
        ),
        "whole numbers with a point": as_csv(["label", *PIXELS], LAST[:, [-1, *range(784)]] * 1.0),
        "shares": as_csv(["label", *PIXELS], np.column_stack([LABELS, FLAT / 256])),
        "UTF-16": CSV.encode("utf-16"),
    },
)
def test_a_csv_with_its_columns_in_any_order_gives_the_same(file, content):
    images, labels = read_kaggle_csv(file(content, "train.csv"))
    assert np.array_equal(images, IMAGES)
    assert np.array_equal(labels, LABELS)


def test_a_csv_of_small_pictures_and_26_labels_is_read(file):
    table = np.arange(30 * 64).reshape(30, 64) % 17
    images, labels = read_kaggle_csv(file(as_csv([], np.column_stack([np.arange(30) % 26, table]))))
    assert images.shape == (30, 8, 8)
    assert labels.tolist() == [*range(26), 0, 1, 2, 3]
    assert np.array_equal(images.reshape(30, 64), np.round(table * 255 / 16))


def test_without_names_a_label_in_the_last_column_is_noticed(file):
    table = np.column_stack(
        [np.zeros((12, 1), int), np.arange(12 * 63).reshape(12, 63) % 17, LABELS]
    )
    with pytest.raises(
        DataError, match=r"first column holds nothing but 0, .* If the label comes last"
    ):
        read_kaggle_csv(file(as_csv([], table)))


@cases(
    "content",
    {
        "names": as_csv(PIXELS, FLAT),
        "no names": as_csv([], FLAT),
        "numbered": as_csv(["ImageId", *PIXELS], np.column_stack([np.arange(1, 13), FLAT])),
        "another order": as_csv(PIXELS[::-1], FLAT[:, ::-1]),
    },
)
def test_images_without_labels_are_read(file, content):
    images = read_kaggle_images(file(content, "test.csv"))
    assert images.dtype == np.uint8
    assert np.array_equal(images, IMAGES)


@cases(
    "reader, content, message",
    {
        "labels, names": (read_kaggle_images, CSV, r"has labels, so .*labels = read_kaggle_csv"),
        "labels": (
            read_kaggle_images,
            as_csv([], LAST),
            "one number more than a picture has, perhaps a label: .* read_kaggle_csv",
        ),
        "no labels": (read_kaggle_csv, as_csv([], FLAT), "but no label: read_kaggle_images"),
        "table": (
            read_kaggle_csv,
            "length,width,label\n5.1,3.5,0\n",
            r'a table, not .*numpy\.loadtxt\("bad\.file", delimiter=",", skiprows=1\).*Examples',
        ),
        "tabs": (read_kaggle_csv, CSV.replace(",", "\t"), "commas.* tabs instead"),
        "two labels": (
            read_kaggle_csv,
            as_csv(["label", "class", *PIXELS[1:]], LAST[:, [-1, *range(784)]]),
            "2 of its columns are called a label; one is expected",
        ),
        "IDX": (read_kaggle_csv, idx_bytes(IMAGES), "no text, .* an IDX file: read_idx reads it"),
        "PNG": (
            read_kaggle_images,
            b"\x89PNG\r\n\x1a\n\0\0",
            "no text, as a CSV is, but a picture",
        ),
        "pickle": (
            read_kaggle_csv,
            pickle.dumps(PARTS),
            "no text, .* perhaps a pickle: read_pickle",
        ),
        "npy": (read_npz, npy_bytes(), r"holds a single array \(\.npy\): numpy\.load reads it"),
        "no square": (
            read_kaggle_csv,
            as_csv(["label", *PIXELS[:700]], LAST[:, [-1, *range(700)]]),
            "number of pixels must be a square",
        ),
        "decimal commas": (
            read_kaggle_csv,
            as_csv(["label", *PIXELS], LAST[:, [-1, *range(784)]] / 2).replace(".", ","),
            "line 2: 1570 columns instead of 785",
        ),
    },
)
def test_a_csv_of_another_kind_is_told_what_it_is(file, reader, content, message):
    with pytest.raises(DataError, match=message):
        reader(file(content))


def test_the_file_of_answers_is_what_kaggle_wants(tmp_path):
    path = write_kaggle_answers(tmp_path / "submission.csv", np.array([2, 0, 9], np.int64))
    assert path == tmp_path / "submission.csv"
    assert path.read_bytes() == b"ImageId,Label\n1,2\n2,0\n3,9\n"
    assert os.listdir(tmp_path) == ["submission.csv"]


@cases(
    "answers, message",
    {
        "outputs": (np.ones((10, 4)), r"shape \(10, 4\); \(n,\) .* outputs\.argmax\(axis=0\)"),
        "none": ([], r"shape \(0,\); \(n,\) is expected"),
        "one": (7, r"shape \(\); \(n,\) is expected"),
        "fraction": ([1, 2.5], "whole numbers .* 2.5 came"),
        "negative": ([1, -1], "whole numbers .* -1 came"),
        "nan": ([1, np.nan], "whole numbers .* nan came"),
        "text": (["1", "2"], r"'1' came\. .*int\(label\)"),
    },
)
def test_what_is_no_answer_is_not_written(tmp_path, answers, message):
    with pytest.raises(ValueError, match=message):
        write_kaggle_answers(tmp_path / "submission.csv", answers)
    assert not os.listdir(tmp_path)


# --- Keras's npz --------------------------------------------------------------------------------


@cases(
    "images, expected",
    {
        "sixteenths": (SMALL, np.round(SMALL * 15.9375)),
        "scikit-learn's floats": (SMALL * 1.0, np.round(SMALL * 15.9375)),
        "flat": (SMALL.reshape(12, 64), np.round(SMALL * 15.9375)),
        "black and white": (SMALL > 8, 255 * (SMALL > 8)),
        "a colour axis": (IMAGES[..., None], IMAGES),
        "a colour axis first": (IMAGES[:, None], IMAGES),
        "blank": (IMAGES * 0, IMAGES * 0),
    },
)
def test_pictures_of_any_size_and_scale_become_bytes(file, images, expected):
    train, _ = read_npz(file(npz_bytes(x_train=images), "mnist.npz"))
    assert train[0].dtype == np.uint8
    assert np.array_equal(train[0], expected)


@pytest.mark.parametrize("shape", [(12, 1), (1, 12)])
def test_labels_may_be_a_column(file, shape):
    (_, labels), _ = read_npz(file(npz_bytes(y_train=LABELS.reshape(shape)), "mnist.npz"))
    assert np.array_equal(labels, LABELS)


def test_keras_npz_is_read(file):
    train, test = read_npz(file(npz_bytes(), "mnist.npz"))
    assert_same_parts([train, PARTS[1], test])


@cases(
    "content, message",
    {
        "cut": (npz_bytes()[:-50], "is damaged or cut short"),
        "half": (npz_bytes()[:3000], "is damaged or cut short"),
        "one missing": (
            npz_bytes(x_test=None),
            "has no array x_test; it has x_train, y_train, y_test",
        ),
        "all missing": (
            npz_bytes(x_train=None, y_train=None, x_test=None, y_test=None),
            "x_train; it has none",
        ),
        "objects": (npz_bytes(y_train=np.array([{}])), "holds Python objects.* refused"),
        "counts": (npz_bytes(y_train=LABELS[:5]), "12 images but 5 labels"),
        "pixels": (npz_bytes(x_train=IMAGES.astype(int) + 1), "pixels go from 1 to 256; 0 to 255"),
        "label": (npz_bytes(y_test=LABELS[:4] - 1.0), "whole numbers from 0 to 255; -1.0 came"),
        "words": (
            npz_bytes(y_test=np.array(list("0123"))),
            r"from 0 to 255; '0' came\. .*int\(label\)",
        ),
        "text": (npz_bytes(x_test=np.array(["a"])), r"images have shape \(1,\) and type <U1"),
        "pickle": (b"\x80\x04K\x01.", "is no .npz file"),
    },
)
def test_a_bad_npz_is_refused_in_words(file, content, message):
    with pytest.raises(DataError, match=rf"^bad\.file:? .*{message}|^bad\.file:? {message}"):
        read_npz(file(content))

"""A folder with MNIST, or another set under its names: the files, and what to do if they differ."""

import itertools
import os
import re
from pathlib import Path

import numpy as np

from nnlib.digits.formats import as_pair, read_idx, read_npz, read_pickle
from nnlib.support.errors import DataError

IDX_FILES = tuple(
    f"{part}-{kind}-ubyte" for part in ("train", "t10k") for kind in ("images-idx3", "labels-idx1")
)
OTHER_FILES = ("mnist.npz", "mnist.pkl.gz", "mnist.pkl")
EXPECTED = f"{IDX_FILES[0]}.gz and its three fellows, mnist.npz or mnist.pkl.gz"
DEPTH = 3  # how far below the folder MNIST's files are looked for
MOST_ENTRIES = 2000  # how many names are looked at in all: the folder may be a whole disk
MOST_NAMED = 4  # how many files a message speaks of

ARCHIVE = re.compile(r"\.(zip|7z|rar|tar|tgz|tbz2?|txz|tar\.\w+)$")
UNFINISHED = re.compile(r"\.(part|partial|crdownload|download|tmp|incomplete)$|^tmp[a-z0-9_]+$")
PICTURE = re.compile(r"\.(png|jpe?g|gif|bmp|webp|tiff?|heic)$")
FOREIGN = re.compile(r"\.(parquet|arrow|mat|arff|h5|hdf5|pt|pth|tfrecord|xlsx?|json|npy|bz2|xz)$")


def _spellings(name):
    """How an IDX file may be called: packed or not, with a dash or a dot before "idx"."""
    dotted = name.replace("-idx", ".idx")
    return f"{name}.gz", name, f"{dotted}.gz", dotted


RIGHT_NAMES = {*OTHER_FILES, *(name for file in IDX_FILES for name in _spellings(file))}


def read_parts(folder, name="the folder"):
    """The three parts of a set, each (images, labels), from the files of a folder.

    The files: four IDX files, mnist.npz or mnist.pkl.gz. Of the training images every sixth part
    is for validation, as in the classic course: the last ones. `name` stands for the folder in a
    message. Raises DataError if a file is missing, damaged, or called otherwise.
    """
    folder = Path(folder).expanduser()
    found = _names_in(folder, name)
    idx = [_first(_spellings(file), folder, found) for file in IDX_FILES]
    if all(idx):
        x_train, y_train, x_test, y_test = (read_idx(folder / file) for file in idx)
        train = _same_length(x_train, y_train, "training images", name)
        return _split(train, _same_length(x_test, y_test, "test images", name), name)
    other = _first(OTHER_FILES, folder, found)
    if not any(idx) and other == "mnist.npz":
        return _split(*read_npz(folder / other), name)
    if not any(idx) and other:
        return read_pickle(folder / other)
    near = advice(folder, found)
    if any(idx):
        missing = IDX_FILES[idx.index(None)]
        raise DataError(f"{name} has no file {missing}.gz; MNIST has four files.{near}")
    raise DataError(f"{name} holds none of MNIST's files: {EXPECTED}.{near or ' It is empty.'}")


def is_begun(folder):
    """Whether the folder holds anything."""
    return os.path.isdir(folder) and bool(_shown(os.listdir(folder)))


def _names_in(folder, name):
    """The names of what lies in a folder, in order, or a DataError that says why there are none."""
    try:
        return _shown(os.listdir(folder))
    except NotADirectoryError:
        raise DataError(
            f"{name} is a file; it must be a folder with MNIST's files.{_file_advice(folder)}"
        ) from None
    except FileNotFoundError:
        raise DataError(
            f"{name} does not exist; it must be a folder with MNIST's files."
            f"{_missing_advice(folder)}"
        ) from None
    except PermissionError:
        raise DataError(f"{name} may not be opened: you have no permission.") from None
    except OSError as error:
        raise DataError(f"{name} cannot be opened: {error.strerror or error}.") from error


def _shown(names):
    """Names in order, without those that systems hide."""
    hidden = ("thumbs.db", "desktop.ini", "__macosx")
    return sorted(n for n in names if not n.startswith(".") and n.lower() not in hidden)


def _file_advice(path):
    low = path.name.lower()
    if ARCHIVE.search(low):
        return " Unpack it, and name the folder into which you did."
    return f" Name the folder in which {path.name} lies."


def _missing_advice(folder):
    text = str(folder)
    if text[:1] in "\"'" or text[-1:] in "\"'":
        return " The quotation marks have become part of the name: leave them out."
    if text != text.strip():
        return " A space has become part of the name: leave it out."
    if re.search(r"\$\w|%\w+%", text):
        return " A name such as $HOME is not filled in here: write the whole path."
    if not folder.is_absolute():
        return f" It is looked for from {Path.cwd()}: write the whole path."
    return ""


def _first(names, folder, found):
    """The first of the names that is a file of the folder, as it is written there, or None."""
    known = {n.lower(): n for n in found}
    files = (known[name] for name in names if name in known)
    return next((name for name in files if os.path.isfile(folder / name)), None)


def _same_length(images, labels, what, name):
    if len(images) != len(labels):
        raise DataError(f"{name} holds {len(images)} {what} but {len(labels)} labels.")
    return as_pair(images, labels, name)


def _split(train, test, name):
    """Split the training images into training and validation, as the classic course does."""
    images, labels = train
    split = len(images) * 5 // 6  # of MNIST's 60,000 the first 50,000
    if not split:
        raise DataError(f"{name} holds a single training image; two at least are needed.")
    return [(images[:split], labels[:split]), (images[split:], labels[split:]), test]


def count_classes(parts, name="the folder"):
    """How many kinds of label the parts of a set have, ten if they are like MNIST's.

    Raises DataError for pictures of different sizes, and for labels that do not count from 0.
    """
    shapes = {images.shape[1:] for images, _ in parts}
    if len(shapes) > 1:
        sizes = " and ".join(f"{height} × {width}" for height, width in sorted(shapes))
        raise DataError(f"{name} holds pictures of different sizes: {sizes} pixels.")
    occurring = np.unique(np.concatenate([labels for _, labels in parts]))
    lowest, highest = int(occurring[0]), int(occurring[-1])
    own = "Read the files yourself, by read_idx for instance, and build the sets: Digits"
    if lowest == 1 and highest >= 10:
        raise DataError(
            f"{name} holds labels from 1 to {highest}, and a network counts from 0. {own}"
            f"(images, labels - 1, classes={highest}, one_hot_targets=True)."
        )
    if highest >= 10 and 2 * len(occurring) < highest + 1:
        raise DataError(
            f"{name} holds labels up to {highest}, but only {len(occurring)} different ones: "
            f"{', '.join(map(str, occurring[:8]))} … Is one of them wrong? If not: {own}"
            f"(images, labels, classes={highest + 1}, one_hot_targets=True)."
        )
    return max(10, highest + 1) if shapes == {(28, 28)} else highest + 1


def advice(folder, found):
    """What lies in a folder instead of MNIST's files, and what to do with it: sentences, or ""."""
    below = _folder_below(folder)
    if below:
        return f" They are in the folder {below} below it: name that one."
    if not found:
        return ""
    told = [words for name in found if (words := _advice_for(name, folder))][:MOST_NAMED]
    if told:
        return " " + " ".join(dict.fromkeys(told))
    names = ", ".join(found[:MOST_NAMED])
    more = len(found) - MOST_NAMED
    return f" It holds {names}{f' and {more} more' if more > 0 else ''}."


def _folder_below(folder):
    """The nearest folder below that holds MNIST's files, as a path from here, or None."""
    walk = os.walk(folder)
    looked_at = 0
    for place, folders, files in walk:
        here = Path(place).relative_to(folder)
        looked_at += len(files) + len(folders)
        folders[:] = sorted(folders) if len(here.parts) < DEPTH else []
        if here.parts:
            known = set(files)
            idx = all(any(s in known for s in _spellings(file)) for file in IDX_FILES)
            if idx or known.intersection(OTHER_FILES):
                return here.as_posix()
        if looked_at > MOST_ENTRIES:
            return None
    return None


def _advice_for(name, folder):
    """What to do with one file whose name is not MNIST's, or None."""
    low = name.lower()
    plain = low.removesuffix(".gz")
    if (folder / name).is_dir():
        return _folder_advice(name, folder)
    if low in RIGHT_NAMES:
        return None
    if UNFINISHED.search(low):
        return f"{name} is an unfinished download: fetch it again."
    if ARCHIVE.search(low):
        return f"{name} is an archive: unpack it."
    if plain.endswith((".csv", ".txt")) and "," in _beginning(folder / name):
        reader = "images = read_kaggle_images" if _has_no_label(folder / name) else ""
        if reader:
            return f'{name} holds no labels; its images are read by {reader}("{name}").'
        return (
            f'{name} is read by images, labels = read_kaggle_csv("{name}"), and '
            "Digits(images, labels, one_hot_targets=True) can be trained on."
        )
    meant = _meant(low)
    if meant and FOREIGN.search(low):
        return f"{name} is packed in a way that is not known here: unpack it."
    if low.startswith("qmnist"):
        return (
            f"{name} is QMNIST's: read_idx reads it; of its labels take column 0, and train on "
            "Digits(images, labels[:, 0], one_hot_targets=True)."
        )
    if meant:
        return f"{name} is called otherwise than MNIST's file: rename it to {meant}."
    if PICTURE.search(low):
        return (
            f"{name} is a picture; sets of single pictures are not read here. read_picture reads "
            "a number from one."
        )
    if FOREIGN.search(low):
        return f"{name} is of a kind that is not read here."
    return None


def _folder_advice(name, folder):
    """What to do with a folder that bears the name of a file, or holds only one."""
    inside = _shown(os.listdir(folder / name)) if os.access(folder / name, os.R_OK) else []
    if name.lower() in RIGHT_NAMES:
        return f"{name} is a folder: move the file out of it, into the folder above."
    told = (_advice_for(file, folder / name) for file in itertools.islice(inside, 20))
    if words := next((words for words in told if words), None):
        return f"In its folder {name}: {words}"
    return None


def _meant(low):
    """Which of MNIST's files a name may stand for, or None."""
    ending = ".gz" if low.endswith(".gz") or ".gz" in low else ""
    if re.search(r"image|label|idx[13]", low) and not low.endswith((".csv", ".md", ".html")):
        part = "t10k" if re.search(r"t10k|test|valid", low) else "train"
        kind = "labels-idx1" if re.search(r"label|idx1", low) else "images-idx3"
        return f"{part}-{kind}-ubyte{ending}"
    if low.endswith(".npz"):
        return "mnist.npz"
    if re.search(r"\.(pkl|pickle)(\.gz)?", low):
        return f"mnist.pkl{ending}"
    return None


def _beginning(path):
    """The first line of a text file, or what a packed one has in its place."""
    import gzip

    try:
        with open(path, "rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        with gzip.open(path) if packed else open(path, "rb") as file:
            return file.readline(20_000).decode("utf-8", "replace")
    except (OSError, EOFError, ValueError):
        return ""


def _has_no_label(path):
    names = [column.strip(' "\r\n').lower() for column in _beginning(path).split(",")]
    return "pixel0" in names and "label" not in names

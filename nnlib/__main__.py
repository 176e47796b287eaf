"""The command line: `nnlib lessons` opens the lessons, `nnlib` trains a network before your eyes.

`python -m nnlib` does the same.
"""

import argparse
import contextlib
import math
import os
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import quote

import numpy as np

from nnlib.support.errors import DataError

SHADES = " .:-=+*#%@"
DESCRIPTION = """\
Train a network on handwritten digits: load the best digits at hand, train, and show one test
digit with what the network makes of it."""
EPILOG = """\
other commands:
  nnlib lessons        open the lessons, in your own copies of them; lessons 09: that one
  nnlib update         bring your copies to the newest version; your answers are kept
  nnlib reset 09       a clean copy of lesson 09; yours is kept beside it
  nnlib download       fetch the full set of 70,000 digits (about 11 MB), once
  nnlib doctor         is this machine ready for the lessons?
  (each also as: python -m nnlib …)
"""
FOLDER = "where your copies are (default: NNLIB_LESSONS, or my_lessons in the project's folder)"


def main(arguments=None):
    """Run a command and return its exit code: 0 for success, 1 for an error said in a line."""
    parser = _parser()
    args, more = parser.parse_known_args(arguments)
    if more and args.run is not lessons:
        parser.error(f"unrecognized arguments: {' '.join(more)}")
    args.more = more
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without Greek letters
    try:
        return args.run(args) or 0
    except DataError as error:
        print(f"nnlib: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser():
    parser = argparse.ArgumentParser(
        prog="nnlib",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=train)
    parser.add_argument("--epochs", type=_count, default=30, metavar="N", help="(default: 30)")
    parser.add_argument(
        "--hidden", type=_count, default=30, metavar="N", help="hidden neurons (default: 30)"
    )
    parser.add_argument(
        "--eta", type=_rate, default=3.0, metavar="ETA", help="learning rate (default: 3.0)"
    )
    parser.add_argument(
        "--mini-batch", type=_count, default=10, metavar="M", help="its size (default: 10)"
    )
    parser.add_argument("--seed", type=_seed, default=0, metavar="N", help="(default: 0)")
    parser.add_argument(
        "--data",
        choices=("auto", "full", "embedded"),
        default="auto",
        help="which digits; auto takes the full set if it is on this machine (default: auto)",
    )
    commands = parser.add_subparsers(title="commands", metavar="", dest="command")
    command = commands.add_parser(
        "lessons",
        help="open the lessons, in your own copies",
        description="Open the lessons in JupyterLab, in your own copies of them. They are copied "
        "the first time, and never overwritten. Options that are not named here go to JupyterLab, "
        "written with a sign of equality: --port=9999",
    )
    command.add_argument("lesson", nargs="?", help="its number (default: the first, 00)")
    command.add_argument("--folder", metavar="FOLDER", help=FOLDER)
    command.add_argument("--only-copy", action="store_true", help="copy them, and open nothing")
    command.set_defaults(run=lessons)
    command = commands.add_parser(
        "update",
        help="bring your copies to the newest version",
        description="Bring your copies of the lessons to the newest version. One in which you "
        "wrote is kept beside the new one, and your answers are carried into that.",
    )
    command.add_argument("--folder", metavar="FOLDER", help=FOLDER)
    command.add_argument(
        "--from",
        dest="source",
        metavar="FOLDER",
        help="first take the answers along that you wrote in another folder's lessons",
    )
    command.set_defaults(run=update)
    command = commands.add_parser("reset", help="a clean copy of a lesson")
    command.add_argument("lesson", help="the lesson's number, such as 09")
    command.add_argument("--folder", metavar="FOLDER", help=FOLDER)
    command.set_defaults(run=reset)
    commands.add_parser("download", help="fetch the full set").set_defaults(run=download)
    commands.add_parser("doctor", help="is this machine ready?").set_defaults(run=doctor)
    return parser


def train(args):
    """Train, then show one test digit, the ten outputs and the answer."""
    from nnlib import Network, load_mnist

    training_data, validation_data, test_data, _ = load_mnist(args.data)
    n, classes = training_data.images[0].size, training_data.classes
    net = Network([n, args.hidden, classes], seed=args.seed)
    epochs = "1 epoch" if args.epochs == 1 else f"{args.epochs} epochs"
    print(
        f"A network of {n}, {args.hidden} and {classes} neurons: {epochs}, "
        f"mini-batches of {args.mini_batch}, learning rate {args.eta:g}. "
        "Right answers on the validation digits:"
    )
    interrupted = False
    try:
        net.SGD(training_data, args.epochs, args.mini_batch, args.eta, validation_data)
    except KeyboardInterrupt:
        interrupted = True
    right = net.evaluate(test_data)
    print(f"\nTest digits, seen for the first time: {right:,} of {len(test_data):,} right.")
    index = int(np.random.default_rng(args.seed).integers(len(test_data)))
    x, label = test_data[index]
    print(f"One of them, test digit {index}, a {label}:\n")
    print(draw(test_data.images[index]))
    print(f"\n{draw_outputs(net.feedforward(x))}")
    return 130 if interrupted else 0


def draw(image):
    """An image as text: two characters a pixel, without its empty rows. 0 is paper."""
    rows = image[np.flatnonzero(image.any(axis=1))]
    levels = np.asarray(rows, dtype=int) * (len(SHADES) - 1) // 255
    return "\n".join("".join(2 * SHADES[level] for level in row).rstrip() for row in levels)


def draw_outputs(outputs):
    """Outputs between 0 and 1 as text bars, and the answer."""
    answer = int(np.argmax(outputs))
    lines = [
        f" {digit:2}  {a:.3f}  {'█' * round(30 * float(a))}"
        for digit, a in enumerate(outputs[:, 0])
    ]
    return "\n".join([*lines, f"\nThe network says: {answer}"])


def download(args):
    """Fetch the full set."""
    from nnlib.digits.download import download
    from nnlib.digits.mnist import read_folder

    sizes = [len(part) for part in read_folder(download(), "the download folder")[:3]]
    print("The full MNIST set is here: {:,} / {:,} / {:,} digits.".format(*sizes))


def doctor(args):
    """Say whether this machine is ready."""
    from nnlib.classroom.doctor import examine

    lines, ready = examine()
    print("\n".join(lines))
    return 0 if ready else 1


def lessons(args):
    """Copy the lessons out, say what is new, and open one in JupyterLab."""
    from nnlib.classroom.lessons import copy_out, lessons_in, name_of, short

    folder, copied, older = copy_out(args.folder)
    at = f" --folder {_quoted(args.folder)}" if args.folder else ""
    names = list(lessons_in(folder))
    name = name_of(args.lesson or short(names[0]), names)
    print(f"Your lessons are in {folder}" + (f" ({len(copied)} copied now)." if copied else "."))
    _ask_about_originals(folder)
    if older:
        print(f"{_lessons(older)} newer by now. To bring yours up to date: {_typed('update' + at)}")
    return None if args.only_copy else _open(folder, name, args.more)


def _open(folder, name, more):
    """Run JupyterLab on a lesson until it is stopped."""
    try:
        from jupyterlab.labapp import main
    except ImportError:
        raise DataError(
            "JupyterLab is missing, which opens the lessons. Type: python -m pip install jupyterlab"
        ) from None
    print(f"JupyterLab opens {name}. To stop it, press Ctrl + C twice here.", flush=True)
    main([f"--ServerApp.root_dir={folder}", f"--LabApp.default_url=/lab/tree/{quote(name)}", *more])


def update(args):
    """Bring the student's copies up to date, and say for each what was done."""
    from nnlib.classroom.lessons import find_folder, take_along, update

    folder = find_folder(args.folder)
    _ask_to_save(folder)
    if args.source:
        lines = take_along(args.source, args.folder)
        print("\n".join(lines) or f"In the lessons of {args.source} you wrote nothing.")
    print("\n".join(update(args.folder)))
    print(f"Your lessons are in {folder}.")
    if not args.source:
        _ask_about_originals(folder)


def _ask_to_save(folder):
    """Where JupyterLab shows these lessons, ask to save there first, and say what it will ask."""
    if not _is_open(folder):
        return
    print(
        "JupyterLab is running on your lessons. Save them there first: File → Save All. If it asks "
        "about a changed file afterwards, Revert shows the new one; what you have saved is kept."
    )
    if _asks():
        with contextlib.suppress(EOFError):
            input("Saved? Press Enter. ")


def _is_open(folder):
    """Does a JupyterLab of this user run on this folder, or on one above it?"""
    try:
        from jupyter_server.serverapp import list_running_servers

        roots = [Path(server["root_dir"]).resolve() for server in list_running_servers()]
        return any(folder.resolve().is_relative_to(root) for root in roots)
    except (ImportError, OSError, ValueError, KeyError):
        return False


def _asks():
    """Is somebody there who can answer?"""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())


def _ask_about_originals(folder):
    """Tell a student who has worked in notebooks/ of it, and ask whether to take that along."""
    from nnlib.classroom.lessons import find_project, leave, take_along, worked_in

    names = worked_in(folder)
    if not names:
        return
    print(
        f"In the project's notebooks, too, you wrote something: {_named(names)}. "
        f"From now on your lessons are those in {folder.name}."
    )
    command = _typed(f"update --from {_way_to(find_project() / 'notebooks')}")
    if not _asks():
        print(f"To take your answers along: {command}")
        return
    answer = ""
    while answer[:1] not in ("y", "n"):
        try:
            answer = input("Take your answers along? (y/n) ").strip().lower()
        except EOFError:
            print()
            return
    if answer[0] == "y":
        print("\n".join(take_along(folder=folder, names=names)))
    else:
        leave(names, folder)
        print(f"They stay where they are. To take them along later: {command}")


def reset(args):
    """Give a clean copy of a lesson back."""
    from nnlib.classroom.lessons import folder_to_mend, reset

    _ask_to_save(folder_to_mend(args.folder))
    print(reset(args.lesson, args.folder))


def _lessons(names):
    return (
        f"Lesson{'s' if len(names) > 1 else ''} {_named(names)} {'are' if len(names) > 1 else 'is'}"
    )


def _named(names):
    from nnlib.classroom.lessons import short

    return ", ".join(map(short, names))


def _typed(words):
    """How a command of nnlib is typed here: with the way to it, if the shell does not know it."""
    here = Path(sys.executable).parent
    if Path(shutil.which("nnlib") or "").parent == here:
        return f"nnlib {words}"
    way = _way_to(here / "nnlib")
    return f"& {way} {words}" if way[0] == '"' and os.name == "nt" else f"{way} {words}"


def _way_to(path):
    """The way to a file from where we stand, as it is typed: in quotes if it has a space in it."""
    try:
        path = os.path.relpath(path)
    except (ValueError, OSError):  # another drive; a folder that was deleted
        path = str(path)
    return _quoted(path)


def _quoted(path):
    return path if re.fullmatch(r"[\w./\\:~+-]+", path) else f'"{path}"'


def _count(text):
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 1 or more")
    return int(text)


def _seed(text):
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 0 or more")
    return int(text)


def _rate(text):
    try:
        rate = float(text)
    except ValueError:
        rate = math.nan
    if not (rate > 0 and math.isfinite(rate)):
        raise argparse.ArgumentTypeError(f"{text!r} is not a positive number such as 3.0")
    return rate


if __name__ == "__main__":
    sys.exit(main())

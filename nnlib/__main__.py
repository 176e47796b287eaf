"""The command line: `python -m nnlib` trains a network on real digits, in the terminal."""

import argparse
import math
import sys

import numpy as np

from nnlib.support.errors import DataError

SHADES = " .:-=+*#%@"
DESCRIPTION = """\
Train a network on handwritten digits: load the best digits at hand, train, and show one test
digit with what the network makes of it."""
EPILOG = """\
other commands:
  python -m nnlib download     fetch the full set of 70,000 digits (about 11 MB), once
  python -m nnlib doctor       is this machine ready for the lessons?
  python -m nnlib reset 09     a clean copy of lesson 09; yours is kept beside it
"""


def main(arguments=None):
    """Run a command and return its exit code: 0 for success, 1 for an error said in a line."""
    args = _parser().parse_args(arguments)
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
        prog="python -m nnlib",
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
    commands.add_parser("download", help="fetch the full set").set_defaults(run=download)
    commands.add_parser("doctor", help="is this machine ready?").set_defaults(run=doctor)
    reset_parser = commands.add_parser("reset", help="a clean copy of a lesson")
    reset_parser.add_argument("lesson", help="the lesson's number, such as 09")
    reset_parser.set_defaults(run=reset)
    return parser


def train(args):
    """Train, then show one test digit, the ten outputs and the answer."""
    from nnlib import Network, load_mnist

    training_data, validation_data, test_data, _ = load_mnist(args.data)
    net = Network([784, args.hidden, 10], seed=args.seed)
    print(
        f"A network of 784, {args.hidden} and 10 neurons: {args.epochs} epochs, mini-batches of "
        f"{args.mini_batch}, learning rate {args.eta:g}. Right answers on the validation digits:"
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
    """A 28×28 image as text: two characters a pixel, without its empty rows. 0 is paper."""
    rows = image[np.flatnonzero(image.any(axis=1))]
    levels = np.asarray(rows, dtype=int) * (len(SHADES) - 1) // 255
    return "\n".join("".join(2 * SHADES[level] for level in row).rstrip() for row in levels)


def draw_outputs(outputs):
    """Ten outputs between 0 and 1 as text bars, and the answer."""
    answer = int(np.argmax(outputs))
    lines = [
        f"  {digit}  {a:.3f}  {'█' * round(30 * float(a))}" for digit, a in enumerate(outputs[:, 0])
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


def reset(args):
    """Give a clean copy of a lesson back."""
    from nnlib.classroom.lessons import reset

    print(reset(args.lesson))


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

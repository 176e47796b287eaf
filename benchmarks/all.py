"""nnlib beside its peers, and what it costs a user: one table as text, JSON and a figure.

    python benchmarks/all.py            # some ten minutes
    python benchmarks/all.py --quick    # two minutes, on the embedded digits, few rounds

All programs train the same network from the same weights on the same mini-batches, on one thread,
in turn. The peers are optional: pip install -e ".[peers]"; one that is missing is a row that says
so. The results go to build/benchmarks: all.txt, all.json, all.png.
"""

import argparse
import os
import statistics
import sys
from pathlib import Path

import instructions
from measuring import HERE, load_average, machine, peak_memory, printed_by, significant

PARTS = ("training", "convolutional", "memory", "growth", "felt")


def options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="two minutes, embedded digits")
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=PARTS, metavar="PART")
    parser.add_argument("--instructions", choices=instructions.LEVELS, default="avx2")
    parser.add_argument("--examples", type=int, help="in an epoch; a multiple of 1,000")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--hidden", nargs="*", help="networks: 30 100 100,100", metavar="N[,N]")
    parser.add_argument("--mini-batches", type=int, nargs="*", choices=(1, 10, 100, 1000))
    parser.add_argument(
        "--compile-for",
        type=int,
        nargs="*",
        metavar="M",
        help="the mini-batches for which PyTorch compiles, which takes it ten seconds each",
    )
    parser.add_argument("--dtype", choices=("float32", "float64"), default="float32")
    parser.add_argument("--install", action="store_true", help="install the project anew, too")
    parser.add_argument("--tests", action="store_true", help="run all of pytest, too")
    parser.add_argument("--out", type=Path, default=HERE.parent / "build" / "benchmarks")
    parser.add_argument("--alone", metavar="PROGRAM", help=argparse.SUPPRESS)
    args = parser.parse_args()
    args.examples = args.examples or (1000 if args.quick else 5000)
    args.rounds = args.rounds or (3 if args.quick else 7)
    if args.examples % 1000:
        parser.error("--examples must be a multiple of 1000, so that mini-batches come out even")
    if args.quick:
        os.environ["NNLIB_DATA"] = "embedded"
    return args


def training(args, mnist):
    """Rows of the fully connected networks."""
    from comparisons import NETWORKS, PROGRAMS, RATES, fully_connected

    hidden = args.hidden or [",".join(map(str, sizes[1:-1])) for sizes in NETWORKS]
    networks = [[784, *map(int, neurons.split(",")), 10] for neurons in hidden]
    for number, sizes in enumerate(networks):
        for size in args.mini_batches or RATES:
            left_out = {}
            if args.quick and (number, size) != (0, 10):
                why = "not in the quick run: it is compiled anew for each network and mini-batch"
                left_out = {kind.name: why for kind in PROGRAMS if kind.compiles}
            elif args.compile_for is not None and size not in args.compile_for:
                left_out = {"PyTorch, compiled": "left out by --compile-for"}
            yield from fully_connected(
                *(sizes, size, mnist.train[: args.examples], mnist.validation, mnist.test),
                args.rounds,
                left_out=left_out,
                dtype=args.dtype,
            )


def convolutional_networks(args, mnist):
    from comparisons import CHANNELS, convolutional

    for which in CHANNELS:
        n = 320 if args.quick else 960
        rounds = 2 if args.quick else args.rounds
        yield from convolutional(which, mnist.train[:n], mnist.validation, mnist.test, rounds)


def memory(args):
    """Peak memory of each program, in a process of its own."""
    from comparisons import PROGRAMS

    for kind in PROGRAMS:
        row = {"program": kind.name, "why": kind.missing()}
        if not row["why"]:
            command = [__file__, "--alone", kind.name, "--instructions", args.instructions]
            command += ["--examples", args.examples, *(["--quick"] if args.quick else [])]
            try:
                row["megabytes"] = float(printed_by(*command).split()[-1])
            except RuntimeError as error:
                row["why"] = f"does not run here: {str(error).splitlines()[-1][:100]}"
        yield row


def alone(args):
    """Train one program, 784–30–10, mini-batches of 10; print the memory of it all, in MB."""
    import comparisons

    from nnlib import load_mnist

    digits = load_mnist(quiet=True).train[: args.examples]
    (kind,) = (kind for kind in comparisons.PROGRAMS if kind.name == args.alone)
    eta = comparisons.RATES[10][kind.ends_with_softmax]
    kind(comparisons.Task([784, 30, 10], digits, 10, eta)).epoch(0)
    print(round(peak_memory()))


def measure(args, said):
    """All that was asked for, as one dictionary, which the JSON holds."""
    from nnlib import load_mnist

    mnist = load_mnist(quiet=True)
    args.examples = min(args.examples, len(mnist.train))
    before = load_average()
    results = {"facts": machine(), "kernels": instructions.kernels(), "training": []}
    for part, rows in (("training", training), ("convolutional", convolutional_networks)):
        if part in args.parts:
            for row in rows(args, mnist):
                results["training"].append(row)
                progress(row)
    if "memory" in args.parts:
        results["memory"] = list(memory(args))
    if "growth" in args.parts:
        from growth import grow

        results["growth"] = grow(mnist.train, args.rounds, args.quick)
    if "felt" in args.parts:
        from felt import felt

        results["felt"] = felt(args.quick, args.install, args.tests)
    clocks = [row["clock_per_processor"] for row in results["training"] if not row["why"]]
    results["facts"] |= {
        "instructions": said,
        "dtype": args.dtype,
        "digits": mnist.name,
        "examples": args.examples,
        "rounds": args.rounds,
        "load_before": before,
        "load_after": load_average(),
        "clock_per_processor": significant(statistics.median(clocks), 2) if clocks else None,
    }
    return results


def progress(row):
    """Say on standard error how far it is: it takes minutes."""
    if row["program"] == "nnlib":
        print(f"{row['network']}, mini-batches of {row['mini_batch']} …", file=sys.stderr)


def main():
    args = options()
    said = instructions.hold(args.instructions)
    if args.alone:
        return alone(args)
    import report
    from comparisons import disagreements

    results = measure(args, said)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "all.txt").write_text(report.text(results), encoding="utf-8")
    (args.out / "all.json").write_text(report.as_json(results), encoding="utf-8")
    report.figure(results, args.out / "all.png")
    print(report.text(results), end="")
    wrong = list(disagreements(results["training"]))
    return "\n".join(["The programs do not agree:", *wrong]) if wrong else None


if __name__ == "__main__":
    sys.exit(main())

"""The benchmarks: every row is there or says why not, and the JSON holds what the table says.

No test asserts a time.
"""

import importlib
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
NETWORKS = ("784–30–10", "784–100–10", "784–100–100–10")
PROGRAMS = {  # and the package that each needs
    "nnlib": None,
    "nnlib, softmax": None,
    "per-example loop": None,
    "scikit-learn": "sklearn",
    "PyTorch, eager": "torch",
    "PyTorch, compiled": "torch",
    "JAX, rows and grad": "jax",
    "JAX, columns by hand": "jax",
    "matrix products alone": None,
}
CONVOLUTIONAL = {"nnlib": None, "PyTorch, eager": "torch", "matrix products alone": None}


@pytest.fixture
def module(monkeypatch):
    """A function that imports a module of the benchmarks."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module


def run(out, *options):
    """The results of a run, and its table. It fails if two programs disagree."""
    done = subprocess.run(
        [sys.executable, BENCHMARKS / "all.py", "--quick", "--out", out, *options],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    results = json.loads((out / "all.json").read_text(encoding="utf-8"))
    table = (out / "all.txt").read_text(encoding="utf-8")
    assert done.stdout == table
    return results, table


@pytest.fixture(scope="module")
def quick(tmp_path_factory):
    """The quick run, whole."""
    return run(tmp_path_factory.mktemp("quick"))


def missing(package):
    return package is not None and importlib.util.find_spec(package) is None


@pytest.mark.slow
@pytest.mark.sample
def test_every_row_is_there_or_says_why_not(quick):
    results, _ = quick
    rows = {(r["network"], r["mini_batch"], r["program"]): r for r in results["training"]}
    wanted = {
        (network, size, program): package
        for network in NETWORKS
        for size in (1, 10, 100, 1000)
        for program, package in PROGRAMS.items()
    } | {
        (f"convolutional, {which}", 32, program): package
        for which in ("lesson 12", "the one that ships")
        for program, package in CONVOLUTIONAL.items()
    }
    assert rows.keys() == wanted.keys()
    for (network, size, program), package in wanted.items():
        row = rows[network, size, program]
        compiled = program == "PyTorch, compiled" or package == "jax"
        if missing(package):
            assert row["why"] == f'{package} is not installed: pip install -e ".[peers]"'
        elif compiled and (network, size) != ("784–30–10", 10):
            assert row["why"].startswith("not in the quick run: ")
        else:
            assert row["why"] is None
            for key in ("microseconds", "ratio"):
                assert 0 < row[key]["low"] <= row[key]["median"] <= row[key]["high"]


@pytest.mark.slow
@pytest.mark.sample
def test_accuracies_are_sane_and_those_of_equal_programs_agree(quick):
    results, _ = quick
    ran = [row for row in results["training"] if not row["why"]]
    right = {(r["network"], r["mini_batch"], r["program"]): r["accuracy"] for r in ran}
    for row in ran:
        if row["program"] == "matrix products alone":
            assert row["accuracy"] is None
            continue
        few_updates = row["mini_batch"] > 10 or row["network"] != NETWORKS[0]
        assert row["accuracy"] > (0.05 if few_updates else 0.75)
        assert row["accuracy"] <= 0.98  # of a few thousand digits no more can be learned
        ours = right[row["network"], row["mini_batch"], row["same_as"]]
        assert abs(row["accuracy"] - ours) <= 0.02
        assert row["difference"] <= 0.02


@pytest.mark.slow
@pytest.mark.sample
def test_the_table_says_what_the_json_holds(quick):
    results, table = quick
    sections = {block.split("\n", 1)[0].rsplit(", η", 1)[0]: block for block in table.split("\n\n")}
    assert len(sections) == len(table.split("\n\n"))
    for row in results["training"]:
        section = sections[f"{row['network']}, mini-batches of {row['mini_batch']}"]
        (line,) = [x for x in section.splitlines() if re.match(f"  {row['program']}  ", x)]
        cells = re.split("  +", line.strip())
        assert cells[0] == row["program"]
        if row["why"]:
            assert cells[1:] == [row["why"]]
            continue
        for cell, key in zip(cells[1:3], ("microseconds", "ratio"), strict=True):
            numbers = [float(number) for number in re.findall(r"[\d.]+(?:e[+-]\d+)?", cell)]
            value = row[key]
            assert numbers in (
                [value["median"], value["low"], value["high"]],
                [value["median"]] * (value["low"] == value["high"]),
            )
        right = "–" if row["accuracy"] is None else f"{row['accuracy']:.1%}"
        assert cells[3] == right
        assert cells[4] == results["kernels"][row["library"]]["kernel"]


@pytest.mark.slow
@pytest.mark.sample
def test_memory_growth_and_what_users_feel_are_rows_too(quick):
    results, table = quick
    memory = {row["program"]: row for row in results["memory"]}
    assert memory.keys() == PROGRAMS.keys()
    for program, package in PROGRAMS.items():
        assert bool(memory[program]["why"]) == missing(package)
        assert missing(package) or 20 < memory[program]["megabytes"] < 4000
    for program, package in PROGRAMS.items():
        if package in ("torch", "jax") and not missing(package):
            assert memory[program]["megabytes"] > memory["nnlib"]["megabytes"]
    growth = {
        (r["grows"].split(" (")[0], r["program"], r.get("unit")): r for r in results["growth"]
    }
    for what in ("examples in an epoch", "hidden neurons", "examples in a mini-batch"):
        for unit in ("seconds", "megabytes"):
            row = growth[what, "nnlib", unit]
            assert len(row["costs"]) == len(row["sizes"]) >= 3
    sums = growth["examples in an epoch", "nnlib", "megabytes"]["costs"]
    assert sums[-1]["median"] > sums[0]["median"]
    felt = {row["what"]: row for row in results["felt"]}
    for what in ("import numpy", "import nnlib", "the first cell of a lesson (of 1)"):
        assert felt[what]["value"]["median"] > 0
    assert "--install" in felt["from the README's command to the first digit"]["why"]
    assert "--tests" in felt["pytest"]["why"]
    for name in importlib.import_module("nnlib.classroom.widgets").EXPLORERS:
        assert felt[f"{name}: a sharp picture"]["value"]["median"] > 0
        assert f"{name}: a picture while dragged" in table


@pytest.mark.slow
def test_all_programs_train_alike_in_double_precision(tmp_path):
    options = ("--parts", "training", "--hidden", "30", "20,10", "--mini-batches", "10")
    results, _ = run(tmp_path, *options, "--dtype", "float64")
    trained = [row for row in results["training"] if not row["why"] and row["same_as"]]
    assert {row["program"] for row in trained} >= {"nnlib", "per-example loop"}
    for row in trained:
        if row["program"] != "matrix products alone":
            assert row["difference"] < 1e-9, row


def test_programs_take_turns_and_none_is_always_first(module):
    order = []
    actions = {name: lambda k, name=name: order.append((k, name)) for name in "ABC"}
    times = module("measuring").in_turn(actions, 3)
    assert "".join(name for _, name in order) == "ABCBCACAB"
    assert [k for k, _ in order] == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert {name: len(pairs) for name, pairs in times.items()} == {"A": 3, "B": 3, "C": 3}


def test_the_memory_of_a_process_is_its_own_and_not_its_parent_s(module):
    measuring = module("measuring")
    code = f"import sys; sys.path.insert(0, {str(BENCHMARKS)!r}); import measuring; "
    held = bytearray(300_000_000)  # in the parent
    light = float(measuring.printed_by("-c", code + "print(measuring.peak_memory())"))
    heavy = code + "held = bytearray(b'1') * 200_000_000; print(measuring.peak_memory())"
    assert light < 100 < 200 < float(measuring.printed_by("-c", heavy)) < 300
    assert measuring.peak_memory() > light
    assert len(held) == 300_000_000


def test_the_slope_of_a_power_is_its_exponent(module):
    sizes = [1, 10, 100, 1000]
    assert module("measuring").slope(sizes, [3 * n**1.5 for n in sizes]) == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("value", "rounded"), [(0, 0), (0.0123456, 0.0123), (123456.0, 123000), (1.0, 1), (9.999, 10)]
)
def test_numbers_are_rounded_to_three_digits(module, value, rounded):
    assert module("measuring").significant(value) == rounded


def test_a_spread_is_the_median_and_the_range(module):
    assert module("measuring").spread([5, 1, 9]) == {"median": 5, "low": 1, "high": 9}


def rows_of_two(module, accuracy=0.9, difference=0.0, why=None):
    same = {"network": "784–30–10", "mini_batch": 10, "same_as": "nnlib"}
    return [
        same | {"program": "nnlib", "why": None, "accuracy": 0.9, "difference": 0.0},
        same | {"program": "a peer", "why": why, "accuracy": accuracy, "difference": difference},
    ]


def test_programs_that_do_not_do_the_same_are_named(module):
    found = module("comparisons").disagreements
    assert list(found(rows_of_two(module))) == []
    (worse,) = found(rows_of_two(module, accuracy=0.85))
    assert worse.startswith("a peer, 784–30–10, mini-batches of 10: accuracy 0.85")
    (other,) = found(rows_of_two(module, difference=0.3))
    assert "outputs differ by 0.3" in other


def test_a_peer_that_is_missing_is_a_row_that_says_so(module, monkeypatch):
    programs = module("programs")
    monkeypatch.setattr(programs.importlib.util, "find_spec", lambda name: None)
    assert programs.ScikitLearn.missing() == ('sklearn is not installed: pip install -e ".[peers]"')
    assert programs.Nnlib.missing() is None


@pytest.mark.parametrize("level", ["avx2", "free"])
def test_all_libraries_are_held_to_one_level_or_none_is(module, monkeypatch, level):
    instructions = module("instructions")
    for name in (*instructions.AVX2, *instructions.ONE_THREAD, "XLA_FLAGS", "OPENBLAS_L2_SIZE"):
        monkeypatch.setenv(name, "as it was")
    monkeypatch.setenv("TQDM_DISABLE", "1")
    monkeypatch.setattr(instructions, "is_x86", lambda: True)
    monkeypatch.setattr(instructions, "jax_is_too_old", lambda: False)
    said = instructions.hold(level)
    assert all(os.environ[name] == "1" for name in instructions.ONE_THREAD)
    flags = os.environ["XLA_FLAGS"].split()
    assert all(flag.startswith("--") for flag in flags), "XLA stops at the first that does not"
    if level == "avx2":
        assert said == "all held to AVX2"
        assert {n: os.environ[n] for n in instructions.AVX2} == instructions.AVX2
        assert "--xla_cpu_max_isa=AVX2" in flags
    else:
        assert said == "each library as it likes"
        assert not any(name in os.environ for name in (*instructions.AVX2, "OPENBLAS_L2_SIZE"))
        assert not any("isa" in flag for flag in flags)

import json
import os
import signal
import threading
import time

import joblib
import numpy as np
import pytest

from nnlib import DataError, load_mnist, random_settings, run_sweep
from nnlib.studies.sweep import DEFAULTS, SweepTable, train_and_measure

DIGITS = load_mnist("embedded")
TRAIN, VALIDATION = DIGITS.train[:1000], DIGITS.validation[:200]
SETTINGS = [
    {"hidden": 8, "eta": 3.0, "epochs": 2},
    {"hidden": (6, 5), "eta": 0.5, "epochs": 1, "mini_batch_size": 7},
    {"hidden": (), "eta": 1.0, "epochs": 1, "init": "scaled"},
    {"hidden": 8, "eta": -1.0, "epochs": 1},
    {"hidden": 8, "epochs": 2, "seed": 1, "n_training": 100},
    {"hidden": 8, "n_training": 5000},
]


def rows(table):
    return [{name: row[name] for name in row if name != "seconds"} for row in table]


def sweep(settings=SETTINGS, **options):
    return run_sweep(settings, TRAIN, VALIDATION, **{"jobs": 1, **options})


def test_a_row_holds_the_whole_setting_and_what_came_of_it():
    table = sweep()
    assert [set(row) for row in table] == [{*DEFAULTS, "accuracy", "seconds", "error"}] * 6
    assert table.column("hidden") == [8, (6, 5), (), 8, 8, 8]
    assert [row["error"] is None for row in table] == [True, True, True, False, True, False]


def test_a_run_is_what_sgd_and_evaluate_would_give(capsys):
    from nnlib import Network

    net = Network([784, 8, 10], seed=5, init="scaled")
    net.SGD(TRAIN, 2, 20, 1.5)
    setting = {"hidden": 8, "eta": 1.5, "epochs": 2, "mini_batch_size": 20, "seed": 5}
    (row,) = sweep([{**setting, "init": "scaled"}])
    assert row["accuracy"] == net.evaluate(VALIDATION) / 200
    assert row["accuracy"] > 0.2


def test_a_failed_run_says_why_and_the_others_go_on():
    table = sweep()
    assert table[3]["accuracy"] is None
    assert table[3]["error"].startswith("DataError: eta, the learning rate, must be positive")
    assert "there are 1000 training digits" in table[5]["error"]
    assert "failed" in repr(table)
    assert table.best() in (table[0], table[1], table[2], table[4])


def test_the_same_rows_serially_on_two_processes_and_once_more():
    assert rows(sweep(jobs=1)) == rows(sweep(jobs=2)) == rows(sweep(jobs=1))


def test_processes_multiply_with_one_thread():
    def threads():
        from threadpoolctl import threadpool_info

        import nnlib.network  # as each run does

        assert nnlib.network
        return {lib["num_threads"] for lib in threadpool_info() if lib["user_api"] == "blas"}

    found = joblib.Parallel(n_jobs=2)(joblib.delayed(threads)() for _ in range(2))
    assert found == [{1}, {1}]


def test_a_second_call_continues(tmp_path, monkeypatch):
    first = sweep(SETTINGS[:2], folder=tmp_path)
    trained = []

    def watched(setting, *arrays):
        trained.append((setting["hidden"], setting["eta"]))
        return train_and_measure(setting, *arrays)

    monkeypatch.setattr("nnlib.studies.sweep.train_and_measure", watched)
    second = sweep(SETTINGS, folder=tmp_path)
    assert second[:2] == first  # to the second
    assert trained == [((), 1.0), (8, -1.0), (8, 3.0), (8, 3.0)]
    trained.clear()
    third = sweep(SETTINGS, folder=tmp_path)
    assert trained == [(8, -1.0), (8, 3.0)], "only failed runs are tried again"
    assert rows(third) == rows(second)


def test_other_digits_are_another_sweep(tmp_path):
    (first,) = sweep(SETTINGS[:1], folder=tmp_path)
    (second,) = run_sweep(SETTINGS[:1], DIGITS.train[1000:2000], VALIDATION, tmp_path, 1)
    assert len((tmp_path / "sweep.jsonl").read_text().splitlines()) == 2
    (third,) = run_sweep(SETTINGS[:1], TRAIN, DIGITS.validation[200:400], tmp_path, 1)
    assert len((tmp_path / "sweep.jsonl").read_text().splitlines()) == 3
    assert sweep(SETTINGS[:1], folder=tmp_path) == [first]
    assert first["hidden"] == second["hidden"] == third["hidden"]


def test_results_are_saved_as_they_come_and_an_interruption_loses_none(tmp_path, monkeypatch):
    done = []

    def interrupted(setting, *arrays):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(setting)
        return train_and_measure(setting, *arrays)

    monkeypatch.setattr("nnlib.studies.sweep.train_and_measure", interrupted)
    with pytest.raises(KeyboardInterrupt):
        sweep(folder=tmp_path)
    monkeypatch.undo()
    assert len((tmp_path / "sweep.jsonl").read_text().splitlines()) == 2
    assert rows(sweep(folder=tmp_path)) == rows(sweep())


@pytest.mark.parametrize("cut", [1, 30])
def test_a_line_cut_short_is_run_again_and_the_others_are_kept(tmp_path, cut):
    whole = sweep(SETTINGS[:3], folder=tmp_path)
    file = tmp_path / "sweep.jsonl"
    file.write_bytes(file.read_bytes()[:-cut])
    again = sweep(SETTINGS[:3], folder=tmp_path)
    assert again[:2] == whole[:2]
    assert rows(again) == rows(whole)
    assert sweep(SETTINGS[:3], folder=tmp_path) == again


def test_lines_that_are_not_ours_do_no_harm(tmp_path):
    (tmp_path / "sweep.jsonl").write_text('nonsense\n[1]\n{"key": 3}\n\x00\n')
    assert rows(sweep(SETTINGS[:1], folder=tmp_path)) == rows(sweep(SETTINGS[:1]))


def test_a_folder_that_cannot_be_is_refused_before_anything_runs(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="Give run_sweep another folder"):
        sweep(folder=tmp_path / "file")


def test_a_setting_given_twice_runs_once(monkeypatch):
    trained = []
    monkeypatch.setattr(
        "nnlib.studies.sweep.train_and_measure",
        lambda setting, *arrays: trained.append(1) or train_and_measure(setting, *arrays),
    )
    table = sweep([{"hidden": 5, "epochs": 1}, {"epochs": 1, "hidden": np.int64(5)}])
    assert len(trained) == 1
    assert table[0] == table[1]


@pytest.mark.parametrize(
    ("settings", "options", "words"),
    [
        ([{"rate": 3.0}], {}, "a setting has no 'rate'; it may have hidden, eta"),
        ([3.0], {}, "a setting must be a dictionary"),
        ([{"eta": {}}], {}, "eta must be a number"),
        ([{}], {"jobs": 0}, "jobs must be a number of processes"),
    ],
)
def test_what_cannot_run_at_all_is_refused(settings, options, words):
    with pytest.raises(DataError, match=words):
        sweep(settings, **options)


def test_only_digits_are_taken():
    with pytest.raises(DataError, match="training_data must be digits"):
        run_sweep(SETTINGS, [1, 2], VALIDATION)
    with pytest.raises(DataError, match="validation_data must be digits"):
        run_sweep(SETTINGS, TRAIN, VALIDATION[:0])


def test_a_sweep_without_a_finished_run_has_no_best():
    with pytest.raises(DataError, match="No run of this sweep has finished"):
        sweep([{"eta": -1.0}]).best()
    assert repr(SweepTable()) == "an empty sweep"


def test_the_table_is_readable():
    lines = repr(sweep(SETTINGS[2:4])).splitlines()
    assert lines[0].split() == [*DEFAULTS, "accuracy", "seconds"]
    assert lines[1].split()[:5] == ["()", "1.0", "10", "1", "scaled"]
    assert "failed" in lines[2]
    assert "must be positive" in lines[2]


# Processes that die.

LONG = [{"hidden": 20, "epochs": 12, "seed": seed} for seed in range(8)]


def kill_after_first_result(folder, processes):
    """Kill the first of the processes, given by their ids, once a result has been saved."""
    killed = []

    def kill():
        file = folder / "sweep.jsonl"
        while not (file.exists() and file.read_text()):
            time.sleep(0.01)
        killed.append(processes[0])
        os.kill(killed[0], signal.SIGTERM if os.name == "nt" else signal.SIGKILL)

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    return thread, killed


@pytest.fixture(scope="module")
def long_rows():
    return rows(sweep(LONG))


def test_a_process_that_is_killed_loses_nothing(tmp_path, long_rows):
    def process():
        time.sleep(0.2)
        return os.getpid()

    processes = joblib.Parallel(n_jobs=2)(joblib.delayed(process)() for _ in range(2))
    assert os.getpid() not in processes
    thread, killed = kill_after_first_result(tmp_path, processes)
    table = sweep(LONG, jobs=2, folder=tmp_path)
    thread.join(10)
    assert killed
    assert rows(table) == long_rows
    assert len((tmp_path / "sweep.jsonl").read_text().splitlines()) == len(LONG)


def test_a_setting_that_kills_its_process_is_a_row_and_the_others_go_on(monkeypatch):
    real = train_and_measure

    def deadly(setting, *arrays):
        if setting["seed"] == 3:
            os._exit(1)
        return real(setting, *arrays)

    settings = [{"hidden": 5, "epochs": 1, "seed": seed} for seed in range(6)]
    expected = rows(sweep(settings))
    monkeypatch.setattr("nnlib.studies.sweep._named", lambda key, *args: (key, deadly(*args)))
    table = rows(sweep(settings, jobs=2))
    assert "TerminatedWorkerError" in table[3]["error"]
    assert [row for row in table if row["seed"] != 3] == [r for r in expected if r["seed"] != 3]


def test_the_same_rows_on_a_dask_cluster_of_which_one_process_is_killed(tmp_path, long_rows):
    from dask.distributed import Client, LocalCluster

    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as cluster,
        Client(cluster) as client,
    ):
        before = list(client.run(os.getpid).values())
        assert len(set(before)) == 2
        assert os.getpid() not in before
        with joblib.parallel_config(backend="dask"):
            assert rows(sweep(SETTINGS)) == rows(sweep(SETTINGS, jobs=-1))
            thread, killed = kill_after_first_result(tmp_path, before)
            table = sweep(LONG, jobs=-1, folder=tmp_path)
            thread.join(10)
            again = sweep(LONG, jobs=-1, folder=tmp_path)
        on_cluster = {str(entry[0]) for entry in cluster.scheduler.transition_log}
    assert sum("_named" in key for key in on_cluster) >= len(SETTINGS) + len(LONG)
    assert killed == before[:1]
    assert rows(table) == long_rows
    assert again == table
    assert all(json.loads(line) for line in (tmp_path / "sweep.jsonl").read_text().splitlines())


# Settings drawn at random.


def test_random_settings_are_reproducible_and_within_their_choices():
    choices = {"eta": (0.01, 100.0), "hidden": (5, 200), "mini_batch_size": [5, 10, 20]}
    drawn = random_settings(500, seed=4, **choices)
    assert drawn == random_settings(500, seed=4, **choices)
    assert drawn != random_settings(500, seed=5, **choices)
    assert all(0.01 <= s["eta"] <= 100 and 5 <= s["hidden"] <= 200 for s in drawn)
    assert all(isinstance(s["hidden"], int) for s in drawn)
    assert {s["mini_batch_size"] for s in drawn} == {5, 10, 20}


@pytest.mark.parametrize("seed", range(5))
def test_each_factor_of_ten_is_as_likely_as_the_next(seed):
    etas = [s["eta"] for s in random_settings(4000, seed=seed, eta=(0.01, 100.0))]
    shares = np.histogram(np.log10(etas), bins=4, range=(-2, 2))[0] / 4000
    assert np.all(np.abs(shares - 0.25) < 0.04)


@pytest.mark.parametrize("choice", [[], (3,), (3, 1), (0, 1), (0.0, 1.0), "normal", 3.0])
def test_a_choice_that_offers_nothing_is_refused(choice):
    with pytest.raises(DataError, match="must be a list to choose from or a pair"):
        random_settings(3, eta=choice)

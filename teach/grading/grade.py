"""`python -m teach grade FOLDER`: a whole class."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tqdm import tqdm

from nnlib.classroom.checker import problems_of_the_course
from teach.grading import WARNING, report, run, submissions


def grade(folder, file, limits, jobs=1):
    """Grade all that lies in a folder, print the table, and write it to a CSV file.

    limits: of each notebook, as run.Limits. jobs: how many run at once. Returns the rows.
    SystemExit if there is nothing to grade, or if a notebook has changed the package.
    """
    if not Path(folder).is_dir():
        raise SystemExit(f"There is no folder {folder}.")
    found, others = submissions.find(folder)
    if not found:
        raise SystemExit(
            f"Nothing to grade in {folder}: notebooks (.ipynb) are wanted, each in a folder that "
            "is called after its student, or called after the student itself."
        )
    print(WARNING, end="\n\n", flush=True)
    for problem in problems_of_the_course():
        print(f"As to your own exercises: {problem}")
    before, rows = run.state_of_nnlib(), []
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        graded = pool.map(lambda one: _row(one, limits), found)
        try:
            for row in tqdm(graded, "graded", len(found), disable=None):  # in a terminal only
                rows.append(row)
                if run.state_of_nnlib() != before:
                    raise SystemExit(_changed(row.who))
        except BaseException as end:
            pool.shutdown(wait=False, cancel_futures=True)
            run.stop_all()
            if isinstance(end, KeyboardInterrupt):
                raise SystemExit("Stopped. No table was written.") from None
            raise
    print(report.printed(rows))
    for name in others:
        print(f"Not read: {report.plain(name)}")
    report.write(rows, file)
    print(f"\nWritten to {file}.\n\n{report.for_the_next_lesson(rows)}".rstrip())
    return rows


def _changed(who):
    return (
        f"The notebook of {report.plain(who)} (or one that ran beside it) has changed files of "
        "nnlib. Nothing that is graded now can be trusted: restore the project, and look at that "
        "notebook."
    )


def _row(one, limits):
    row = report.Row(one.who, one.file, note=one.problem)
    if one.states is not None:
        row.verdicts = {key: (state, "") for key, state in one.states.items()}
        row.note = "progress as the student wrote it; nothing was run or checked."
    elif not one.problem:
        outcome = run.run(one.cells, one.exercises, limits)
        row.verdicts, row.note = outcome.verdicts, outcome.note
    return row

"""`python -m teach`: what an instructor makes from the lessons."""

import argparse
import sys
import tempfile
import webbrowser
from pathlib import Path

from teach import grading, lessons, needs


def main(arguments=None):
    """Reads the command line and does what it says."""
    parser = argparse.ArgumentParser(
        prog="python -m teach",
        description="What an instructor makes from the lessons. Nothing of it is committed.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    slides = commands.add_parser("slides", help="a deck of slides from a lesson")
    slides.add_argument("lesson", help='a number, such as 04, or "all"')
    slides.add_argument("--out", metavar="FOLDER", help="where to write it; else it is opened")
    slides.add_argument("--minutes", type=int, choices=(50, 90), help="what such a class shows")
    slides.add_argument("--live", action="store_true", help="as a notebook, in JupyterLab")
    slides.set_defaults(do=_slides)

    guide = commands.add_parser("guide", help="a page for each lesson, the key, a syllabus")
    guide.add_argument("--out", metavar="FOLDER", help="where to write it; else it is opened")
    guide.set_defaults(do=_guide)

    handout = commands.add_parser("handout", help="a lesson without its answers, as homework")
    handout.add_argument("lesson", help='a number, such as 04, or "all"')
    handout.add_argument("--out", metavar="FOLDER", required=True, help="where to write it")
    handout.add_argument("--nbgrader", action="store_true", help="as nbgrader takes it")
    handout.set_defaults(do=_handout)

    grade = commands.add_parser(
        "grade",
        help="who has which exercises right, and the class's commonest mistakes",
        description=grading.WARNING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    grade.add_argument("folder", help="what students handed in: a folder for each, or a file")
    grade.add_argument("--out", metavar="FILE", help="the table; else grades.csv in that folder")
    grade.add_argument("--seconds", type=float, default=120, help="of each notebook; 120")
    grade.add_argument("--memory", type=int, default=2_000, help="of each, in MB; 2000")
    grade.add_argument("--jobs", type=int, default=1, help="how many notebooks run at once; 1")
    grade.set_defaults(do=_grade)

    site = commands.add_parser("site", help="the web site: every lesson as a page")
    site.add_argument("--out", metavar="FOLDER", required=True, help="where; it is made anew")
    site.add_argument(
        "--pyodide",
        metavar="ARCHIVE",
        help="a release archive of Pyodide, or its folder: then the lessons run in the browser",
    )
    site.set_defaults(do=_site)

    wanted = parser.parse_args(arguments)
    wanted.do(wanted)


def _slides(wanted):
    needs.package("markdown_it", "A deck")
    needs.package("mdit_py_plugins", "A deck")
    paths = (
        [p for p in lessons.lessons() if lessons.is_marked(lessons.read(p))]
        if wanted.lesson == "all"
        else [lessons.lesson(wanted.lesson)]
    )
    from teach.slides import build, live

    if wanted.live:
        if len(paths) > 1:
            raise SystemExit("--live opens one lesson. Give its number, such as 04.")
        deck = build.planned(paths[0], wanted.minutes)
        live.open_live(deck, lessons.read(paths[0]), paths[0].stem, wanted.out)
        return
    out = Path(wanted.out or Path(tempfile.gettempdir()) / "nnlib-slides")
    for page, deck in build.build(paths, out, wanted.minutes):
        minutes = sum(slide.minutes for slide in deck.slides)
        print(f"{deck.title}: {len(deck.slides)} slides, {minutes} minutes, {page}")
    if not wanted.out and len(paths) == 1:
        webbrowser.open(page.as_uri())


def _guide(wanted):
    needs.package("markdown_it", "The guide")
    needs.package("mdit_py_plugins", "The guide")
    from teach.guide import pages

    out = Path(wanted.out or Path(tempfile.gettempdir()) / "nnlib-guide")
    written = pages.build_guide(out)
    print(f"{len(written)} pages, {out / 'index.html'}")
    if not wanted.out:
        webbrowser.open((out / "index.html").resolve().as_uri())


def _handout(wanted):
    if wanted.nbgrader:
        needs.package("nbgrader", "A handout for nbgrader")
    from teach import handouts

    all_of_them = wanted.lesson == "all"
    paths = lessons.lessons() if all_of_them else [lessons.lesson(wanted.lesson)]
    try:
        for file, found in handouts.write(paths, wanted.out, wanted.nbgrader):
            print(f"{file}: {len(found)} exercises")
    except (OSError, ValueError) as error:
        raise SystemExit(f"No handout was made: {error}") from None
    if wanted.nbgrader:
        print(
            f"In the folder {wanted.out}: nbgrader generate_assignment lesson_{paths[0].name[:2]}\n"
            "Where you have an nbgrader_config.py of your own, put this line into it:\n"
            "    c.ClearSolutions.enabled = False"
        )


def _grade(wanted):
    from teach.grading import grade, run

    for name in ("seconds", "memory", "jobs"):
        if getattr(wanted, name) < 1:
            raise SystemExit(f"--{name} is {getattr(wanted, name)}; it is 1 at least.")
    sys.stdout.reconfigure(errors="replace")  # a terminal that has no ✔
    limits = run.Limits(wanted.seconds, wanted.memory)
    file = Path(wanted.out or Path(wanted.folder) / "grades.csv")
    grade.grade(wanted.folder, file, limits, wanted.jobs)


def _site(wanted):
    for name in ("sphinx", "myst_nb", "sphinx_book_theme", "sphinx_copybutton"):
        needs.package(name, "The site", extra="site")
    from teach.site import build

    try:
        build.build(wanted.out, pyodide=wanted.pyodide)
    except build.SiteError as error:
        raise SystemExit(f"The site was not built. Sphinx says:\n{error}") from None
    print(f"Look at it: python -m http.server -d {wanted.out}, and open http://localhost:8000")


if __name__ == "__main__":
    main()

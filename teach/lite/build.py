"""Puts the folder lite/ together."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from pathlib import Path

from teach import assets, lessons
from teach.lite.line import KERNEL, LEFT_OUT, NNLIB, NOT_NEEDED, WIDGETS, line_for

ROOT = lessons.NOTEBOOKS.parent
GLOSSARY = lessons.NOTEBOOKS / "glossary.ipynb"
CORE = (
    "pyodide.asm.wasm",
    "pyodide.asm.js",
    "pyodide.asm.mjs",
    "pyodide.js",
    "pyodide.mjs",
    "python_stdlib.zip",
    "package.json",
)
LOCK = "pyodide-lock.json"


def build(out, pyodide, paths=None):
    """Writes JupyterLite with all lessons into the folder `out`, which is made anew.

    pyodide: the archive of a release of Pyodide, or the folder that it holds. paths: the lessons.
    SystemExit if something cannot be fetched or built, with the words of the tool that failed.
    """
    with tempfile.TemporaryDirectory(prefix="nnlib") as kept:
        kept = Path(kept)
        folder = unpacked(Path(pyodide), kept / "release")
        lock = json.loads((folder / LOCK).read_text(encoding="utf-8"))
        line = line_for(version_of(folder, lock))
        work = kept / "work"  # no part of its name begins the name of the output's folder
        static = work / "static" / "pyodide"
        static.mkdir(parents=True)
        wheels = {"nnlib": nnlib_wheel(kept)}
        for name, version in line.wheels.items():
            if name not in lock["packages"] or not _is_there(folder, lock, name):
                wheels[name] = wheel(name, version)
        for file in wheels.values():
            shutil.copyfile(file, static / file.name)
        put_together(lock, wheels, folder, static)
        write_lessons(work / "files", paths or lessons.lessons())
        (work / "pypi").mkdir()
        shutil.copy(wheel("comm", line.wheels["comm"]), work / "pypi")
        write_settings(work)
        tools = environment(line)
        order = [str(tools / "jupyter"), "lite", "build", "--output-dir", str(kept / "built")]
        _run([*order, "--no-libarchive"], "JupyterLite", cwd=work)
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(kept / "built", out)
    return out


def unpacked(pyodide, to):
    """The folder of a Pyodide: an archive is unpacked into `to`."""
    if pyodide.is_dir():
        folder = pyodide
    else:
        try:
            with tarfile.open(pyodide) as archive:
                archive.extractall(to, filter="data")
        except (OSError, tarfile.TarError) as error:
            raise SystemExit(f"{pyodide} is no release archive of Pyodide: {error}") from None
        folder = to / "pyodide" if (to / "pyodide").is_dir() else to
    if not (folder / LOCK).is_file():
        raise SystemExit(f"{pyodide} holds no {LOCK}: give the release archive of Pyodide.")
    return folder


def version_of(folder, lock):
    """The version of a Pyodide. Since 314 its lock file does not say it, but package.json does."""
    version = lock["info"].get("version")
    if version is None:
        try:
            version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
        except (OSError, ValueError, KeyError):
            raise SystemExit(f"Neither {LOCK} nor package.json says which Pyodide it is.") from None
    return version


def put_together(lock, wheels, folder, to):
    """Writes Pyodide with the packages that the lessons need, and its lock file, into `to`.

    lock: Pyodide's own. wheels: what is added to it, by name. Packages that nothing needs are left
    out, and of some wheels the files that nobody reads, so that no visitor loads them. SystemExit
    if a file is missing, or is not what the lock says.
    """
    packages = lock["packages"]
    for name, file in wheels.items():
        packages[name] = entry(name, file)
    wanted, waiting = set(), ["nnlib", *(name for name in KERNEL if name in packages)]
    while waiting:
        name = normal(waiting.pop())
        if name not in wanted and name in packages:
            wanted.add(name)
            depends = packages[name]["depends"]
            packages[name]["depends"] = [x for x in depends if normal(x) not in NOT_NEEDED]
            waiting += packages[name]["depends"]
    for name in sorted(wanted - set(wheels)):
        file = folder / packages[name]["file_name"]
        if not file.is_file():
            raise SystemExit(f"{file.name} is missing in this Pyodide. Take its whole release.")
        if sha256(file) != packages[name]["sha256"]:
            raise SystemExit(f"{file.name} is not the file that Pyodide's lock file names.")
        if name in LEFT_OUT:
            smaller(file, to / file.name, LEFT_OUT[name])
            packages[name]["sha256"] = sha256(to / file.name)
        else:
            shutil.copyfile(file, to / file.name)
    for name in CORE:
        if (folder / name).is_file():
            shutil.copyfile(folder / name, to / name)
    kept = {name: packages[name] for name in sorted(wanted)}
    (to / LOCK).write_text(json.dumps({**lock, "packages": kept}), encoding="utf-8")


def entry(name, file):
    """What a lock file says of a wheel of ours: then `import nnlib` loads it, without %pip."""
    return {
        "name": name,
        "version": file.name.split("-")[1],
        "file_name": file.name,
        "install_dir": "site",
        "sha256": sha256(file),
        "package_type": "package",
        "imports": [name.replace("-", "_")],
        "depends": NNLIB if name == "nnlib" else WIDGETS[name],
        "unvendored_tests": False,
    }


def normal(name):
    """The name of a package as a lock file's keys have it; what depends on it may write others."""
    return re.sub(r"[-_.]+", "-", name).lower()


def sha256(file):
    """The sum of a file, in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _is_there(folder, lock, name):
    return (folder / lock["packages"][name]["file_name"]).is_file()


def write_lessons(folder, paths):
    """Writes the lessons as the browser's Jupyter opens them: its kernel, texts in one piece."""
    folder.mkdir(parents=True)
    for path in [*paths, GLOSSARY]:
        (folder / path.name).write_text(lesson_text(path), encoding="utf-8")


def lesson_text(path, outputs=True):
    """A lesson as the browser's Jupyter opens it. outputs: False leaves them out, too."""
    notebook = lessons.read(path)  # nbformat joins what the file holds line by line
    notebook.metadata["kernelspec"] = {
        "name": "python",
        "display_name": "Python (Pyodide)",
        "language": "python",
    }
    if not outputs:
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
    return json.dumps(notebook, ensure_ascii=False)


def write_settings(folder):
    """Writes JupyterLite's settings: nothing is asked of another host."""
    page = {
        "appName": "Neural networks by doing",
        "exposeAppInBrowser": True,
        "disabledExtensions": ["@jupyterlab/apputils-extension:announcements"],
        "litePluginSettings": {
            "@jupyterlite/pyodide-kernel-extension:kernel": {"disablePyPIFallback": True}
        },
    }
    lite = {"jupyter-lite-schema-version": 0, "jupyter-config-data": page}
    (folder / "jupyter-lite.json").write_text(json.dumps(lite), encoding="utf-8")
    built = {
        "contents": ["files"],
        "apps": ["lab", "notebooks"],
        "federated_extensions": [str(ROOT / "nnlib" / "classroom" / "labextension")],
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
    }
    settings = json.dumps({"LiteBuildConfig": built})
    (folder / "jupyter_lite_config.json").write_text(settings, encoding="utf-8")


def nnlib_wheel(folder):
    """nnlib as a wheel whose lessons hold no outputs: with them they are in the site already."""
    _run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(ROOT)],
        "The wheel of nnlib",
    )
    (whole,) = folder.glob("nnlib-*.whl")
    small = folder / "small" / whole.name
    small.parent.mkdir()
    texts = {
        f"nnlib/lessons/{path.name}": lesson_text(path, outputs=False)
        for path in [*lessons.lessons(), GLOSSARY]
    }
    smaller(whole, small, ["nnlib/lessons/"], texts)
    return small


def smaller(wheel, to, left_out, instead=None):
    """Writes a wheel without the files whose names begin as `left_out` says, a list of texts.

    instead: files to add, a dictionary from their names to what they hold.
    """
    out = tuple(left_out)
    with zipfile.ZipFile(wheel) as old:
        kept = {i.filename: old.read(i) for i in old.infolist() if not i.filename.startswith(out)}
    (record,) = [name for name in kept if name.endswith(".dist-info/RECORD")]
    lines = kept[record].decode().splitlines(keepends=True)
    lines = [line for line in lines if not line.startswith(out)]
    lines += [f"{name},,\n" for name in instead or {}]
    kept[record] = "".join(lines).encode()
    kept |= instead or {}
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for name, data in kept.items():
            new.writestr(name, data)


def wheel(name, version):
    """A wheel from the package index, kept in the cache."""
    folder = assets.cache() / "wheels"
    pattern = f"{name.replace('-', '_')}-{version}-*.whl"
    if not list(folder.glob(pattern)):
        order = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--dest", str(folder)]
        pure = ["--only-binary", ":all:", "--platform", "any", "--python-version", "3.12"]
        _run([*order, *pure, f"{name}=={version}"], f"{name} {version}")
    return next(folder.glob(pattern))


def environment(line):
    """The folder with the programs of JupyterLite: an environment of its own, in the cache."""
    sums = hashlib.sha256(" ".join(line.tools).encode()).hexdigest()[:8]
    folder = assets.cache() / f"jupyterlite-{line.name}-{sums}"
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    done = folder / "whole"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        python = str(programs / "python")
        _run([python, "-m", "pip", "install", "-q", *line.tools, "jupyter-server"], "JupyterLite")
        done.touch()
    return programs


def _run(order, what, **options):
    done = subprocess.run(order, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise SystemExit(f"{what} could not be had: " + "\n".join(said[-6:]))

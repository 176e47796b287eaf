"""Files from npm packages (reveal.js, MathJax), fetched once into a cache on this computer.

A deck or a page holds copies of what it needs, so that no request leaves the computer when it is
shown. The versions are pinned here, and npm checks what arrives against its own sums.
"""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import platformdirs

from teach import needs

VERSIONS = {"reveal.js": "5.2.1", "mathjax": "3.2.2"}
FILES = {
    "reveal.js": (
        "dist/reset.css",
        "dist/reveal.css",
        "dist/reveal.js",
        "plugin/notes/notes.js",
        "LICENSE",
    ),
    "mathjax": ("es5/tex-svg.js", "LICENSE"),
}


def cache():
    """The folder for what is fetched: NNLIB_TEACH_CACHE, else the user's cache."""
    set_by_user = os.environ.get("NNLIB_TEACH_CACHE")
    return Path(set_by_user or platformdirs.user_cache_dir("nnlib", appauthor=False)) / "teach"


def package(name, version=None):
    """The folder of an npm package in the cache, fetched if it is not there yet.

    version: as pinned in VERSIONS, unless given. SystemExit, with npm's own words, if npm fails.
    """
    version = version or VERSIONS[name]
    folder = cache() / f"{name.replace('/', '-')}-{version}"
    there = folder / "node_modules" / name
    if _version(there) == version:
        return there
    npm = needs.program(
        "npm", "To fetch " + name, "Install Node.js, which brings it (Debian: apt install npm)."
    )
    folder.mkdir(parents=True, exist_ok=True)
    order = [npm, "install", "--silent", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(
        [*order, "--prefix", str(folder), f"{name}@{version}"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or _version(there) != version:
        said = (done.stderr or done.stdout).strip().splitlines()
        shutil.rmtree(folder, ignore_errors=True)
        raise SystemExit(
            f"npm could not fetch {name} {version}: {said[-1] if said else 'it said nothing'}.\n"
            f"Once it is fetched, no network is needed: it is kept in {cache()}."
        )
    return there


def _version(folder):
    try:
        return json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    except (OSError, ValueError, KeyError):
        return None


def copy(name, to):
    """Copies the files of an npm package that a page needs into the folder `to`/name."""
    source = package(name)
    for file in FILES[name]:
        target = Path(to) / name / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / file, target)


def shared_data(name, version):
    """The folder with what a wheel from the package index would put into `share/jupyter`.

    It is fetched once into the cache, and not installed. SystemExit, with pip's words, if it fails.
    """
    folder = cache() / f"{name}-{version}"
    data = folder / f"{name}-{version}.data" / "data" / "share" / "jupyter"
    if data.is_dir():
        return data
    folder.mkdir(parents=True, exist_ok=True)
    order = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:"]
    done = subprocess.run(
        [*order, "-d", str(folder), f"{name}=={version}"],
        capture_output=True,
        text=True,
        check=False,
    )
    wheels = list(folder.glob("*.whl"))
    if done.returncode or not wheels:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise SystemExit(
            f"pip could not fetch {name} {version}: {said[0] if said else done.stderr}"
        )
    with zipfile.ZipFile(wheels[0]) as wheel:
        wheel.extractall(folder)
    return data

"""Which versions fit together: the line that is published, and the one that tests can fetch."""

from dataclasses import dataclass, field

# What Pyodide may lack: its imports, and what each of them needs. Names as in a lock file.
WIDGETS = {
    "ipywidgets": ["comm", "ipython", "traitlets"],
    "anywidget": ["ipywidgets", "psygnal", "typing-extensions"],
    "psygnal": [],
    "typing-extensions": [],
    "comm": ["traitlets"],
    "tqdm": [],
    "platformdirs": [],
    "threadpoolctl": [],
    "joblib": [],
}
NNLIB = [
    "numpy",
    "matplotlib",
    "pillow",
    "ipywidgets",
    "anywidget",
    "threadpoolctl",
    "joblib",
    "tqdm",
    "platformdirs",
]
# What the kernel loads by itself, as far as a Pyodide has it.
KERNEL = [
    "micropip",
    "ipython",
    "jedi",
    "sqlite3",
    "ssl",
    "matplotlib-inline",
    "pyodide-unix-timezones",
]
# What matplotlib names, and nothing here calls: it serves pandas' times.
NOT_NEEDED = ("pytz",)
# Of some wheels the files that nobody reads here: fonts for PDF, examples, hints for Django, and of
# fontTools all but the names of letters.
LEFT_OUT = {
    "matplotlib": (
        "matplotlib/mpl-data/fonts/afm/",
        "matplotlib/mpl-data/fonts/pdfcorefonts/",
        "matplotlib/mpl-data/sample_data/",
    ),
    "fonttools": (
        "fontTools/cffLib/",
        "fontTools/designspaceLib/",
        "fontTools/feaLib/",
        "fontTools/otlLib/",
        "fontTools/pens/",
        "fontTools/subset/",
        "fontTools/ttLib/",
        "fontTools/ufoLib/",
        "fontTools/varLib/",
    ),
    "jedi": ("jedi/third_party/django-stubs/",),
}


@dataclass(frozen=True)
class Line:
    """One set of versions. tools: what builds; wheels: what is fetched for the browser."""

    name: str
    pyodide: str  # how the version of Pyodide begins
    tools: tuple
    wheels: dict = field(default_factory=dict)


_COMMON = {
    "psygnal": "0.15.0",
    "typing-extensions": "4.15.0",
    "comm": "0.2.3",
    "tqdm": "4.67.1",
    "platformdirs": "4.5.0",
    "threadpoolctl": "3.6.0",
    "joblib": "1.5.2",
}
PUBLISHED = Line(
    "0.8",
    "314.",
    (
        "jupyterlite-core==0.8.6",
        "jupyterlite-pyodide-kernel==0.8.6",
        "jupyterlab_widgets==3.0.16",
        "anywidget==0.11.0",
    ),
    {"ipywidgets": "8.1.8", "anywidget": "0.11.0", **_COMMON},
)
# The last line whose Pyodide can be had from package registries alone: its tests run anywhere.
OLDER = Line(
    "0.6",
    "0.27.",
    (
        "jupyterlite-core==0.6.4",
        "jupyterlite-pyodide-kernel==0.6.1",
        "jupyterlab_widgets==3.0.15",
        "anywidget==0.11.0",
    ),
    {"ipywidgets": "8.1.7", "anywidget": "0.11.0", **_COMMON},
)
LINES = (PUBLISHED, OLDER)


def line_for(version):
    """The line for a version of Pyodide. SystemExit if there is none."""
    for line in LINES:
        if version.startswith(line.pyodide):
            return line
    known = " or ".join(f"{line.pyodide}x" for line in LINES)
    raise SystemExit(f"This is Pyodide {version}, and {known} is wanted.")

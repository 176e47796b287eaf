"""What a built nnlib carries besides its code: hatchling calls this when it makes a wheel."""

import re
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Not 09_training.mine.ipynb, not 09_training-Copy1.ipynb.
LESSON = re.compile(r"(\d\d_\w+|glossary)\.ipynb")


class WheelContents(BuildHookInterface):
    """Adds the lessons, as they are now, and the files of data/ that nnlib reads.

    The lessons also go into an editable install, where `python -m nnlib reset` finds a clean copy
    of each. The data do not: there nnlib reads data/ itself, and a copy would grow stale.
    """

    def initialize(self, version, build_data):
        """Name the files to add, and where they go."""
        root = Path(self.root)
        lessons = [p for p in sorted(root.glob("notebooks/*.ipynb")) if LESSON.fullmatch(p.name)]
        files = {lesson: f"nnlib/lessons/{lesson.name}" for lesson in lessons}
        if version != "editable":
            data = [*sorted(root.glob("data/*.npz")), *root.glob("data/README.md")]
            files |= {file: f"nnlib/data/{file.name}" for file in data}
        build_data["force_include"].update((str(p), target) for p, target in files.items())

"""Count the words of the lessons' main paths, beside the number that each should not pass.

    python tools/count_words.py

Counted is the text outside code cells and outside *Going further*: what stands between two blanks
is a word, a formula's parts too. Not counted are the rows of the notation's table.
"""

import argparse
import re

from teach.lessons import in_two, lessons, read

# Words that fit a sitting, a class or two, by lesson. Minutes decide, words only guide.
MOST_WORDS = {
    "00": 1900,
    "01": 2600,
    "02": 2400,
    "03": 2600,
    "04": 2300,
    "05": 2600,
    "06": 3000,
    "07": 3100,
    "08": 2900,
    "09": 2900,
    "10": 2900,
    "11": 2700,
    "12": 3100,
    "13": 2700,
    "14": 2400,
}
TOLERANCE = 1.03
NOTATION = re.compile(r"^\| (new here|symbol) \|.*\n(?:\|.*\n?)+", re.MULTILINE)


def words(notebook):
    """How many words a student reads on the main path."""
    text = "\n\n".join(c.source for c in in_two(notebook)[0] if c.cell_type == "markdown")
    return len(NOTATION.sub("", text).split())


def main():
    print("lesson                              words    aim")
    for path in lessons():
        most = MOST_WORDS.get(path.name[:2])
        if most:
            count = words(read(path))
            over = f"  {count / most:.2f} times" if count > most * TOLERANCE else ""
            print(f"{path.stem:34} {count:6,} {most:6,}{over}")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()  # --help only helps
    main()

"""A lesson's file in teach/guide/, read and checked.

late = ["cell-061"]                  cells that go first when time runs out
in_class = { cell-a06 = 5, … }       minutes of a cell in a class that was held, where they are not
                                     those that the lesson gives a student who reads

[plan.50]                            a class of 50 minutes; [plan.90] likewise
leave_out = ["cell-a06", …]          cells of the main path that it does not show
steps = [{ minutes = 6, what = "…" }, …]
homework = ["4.2", …]                the exercises that it leaves for home
exercises = { "4.1" = 9, … }         exercises that are homework elsewhere and that it does, with
                                     their minutes: they get slides

[[misconceptions]]
believes = "…"                       what students believe
exercise = "4.3"                     the exercise (or the place) that reveals it
at = "cell-027"                      its cell, if no exercise is named: its slide's notes say it
say = "…"                            what helps

[[questions]]                        to discuss
ask = "…"
answer = "…"

[[room]]                             what usually goes wrong in the room
happens = "…"
at = "cell-057"                      the cell where it happens
do = "…"
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEYS = {
    "misconceptions": {"believes", "exercise", "say"},
    "questions": {"ask", "answer"},
    "room": {"happens", "do"},
}
MAY = {"misconceptions": {"at"}, "questions": set(), "room": {"at"}}
FIRST = "cell-001"
PLAN = {"leave_out", "steps", "homework", "exercises"}


class GuideError(ValueError):
    """A guide's file says something that cannot be; the text says where."""


@dataclass
class Guide:
    """What a lesson's file says; empty if there is none yet."""

    number: str
    plans: dict = field(default_factory=dict)
    late_cells: tuple = ()
    in_class: dict = field(default_factory=dict)
    misconceptions: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    room: list = field(default_factory=list)

    def leave_out(self, minutes):
        """The cells that a class of so many minutes does not show. GuideError without a plan."""
        if minutes not in self.plans:
            raise GuideError(
                f"the guide of lesson {self.number} has no plan for {minutes} minutes; it has "
                f"plans for {', '.join(map(str, self.plans)) or 'none'}"
            )
        return tuple(self.plans[minutes].get("leave_out", ()))

    def late(self):
        """The cells that go first when time runs out."""
        return self.late_cells

    def beside(self):
        """What the notes of a slide say besides: pairs (cell or exercise, Markdown)."""
        believed = [
            (
                m.get("at", m["exercise"]),
                f"**Many believe:** {m['believes']}\n\n**What helps:** {m['say']}",
            )
            for m in self.misconceptions
        ]
        seen = [
            (r.get("at", FIRST), f"**In the room:** {r['happens']}\n\n**What to do:** {r['do']}")
            for r in self.room
        ]
        return [*believed, *seen]


def read(number, folder=HERE):
    """The guide of a lesson, checked. GuideError for a key or a kind that is not known."""
    path = Path(folder) / f"{number}.toml"
    if not path.is_file():
        return Guide(number)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise GuideError(f"{path.name}: {error}") from None
    known = {"late", "in_class", "plan", *KEYS}
    for key in set(data) - known:
        raise GuideError(f"{path.name} has the key {key!r}; known are {', '.join(sorted(known))}")
    plans = {}
    for minutes, plan in data.get("plan", {}).items():
        for key in set(plan) - PLAN:
            raise GuideError(f"{path.name}, plan.{minutes}: {key!r} is not one of {sorted(PLAN)}")
        plans[int(minutes)] = plan
    for name, wanted in KEYS.items():
        for item in data.get(name, []):
            if not wanted <= set(item) <= wanted | MAY[name]:
                raise GuideError(
                    f"{path.name}, {name}: {sorted(item)} came, and {sorted(wanted)} are wanted"
                )
    return Guide(
        number,
        plans,
        tuple(data.get("late", ())),
        data.get("in_class", {}),
        data.get("misconceptions", []),
        data.get("questions", []),
        data.get("room", []),
    )

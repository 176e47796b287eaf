"""What `check` is made of, and what a lesson's exercises are written with.

words, values    say what came, read what came
limits, settings, calls    run a student's function safely
results, diagnoses, exercise    compare it with the solution and name the mistake
verdict, memory, handing    show the words, remember the results, write them for whoever asks
"""

from nnlib.classroom.checking.calls import call, called
from nnlib.classroom.checking.exercise import Exercise
from nnlib.classroom.checking.results import same
from nnlib.classroom.checking.values import array, letters, names, number, numbers, one_letter
from nnlib.classroom.checking.words import NotAnswered, Wrong, number_text

__all__ = [
    "Exercise",
    "NotAnswered",
    "Wrong",
    "array",
    "call",
    "called",
    "letters",
    "names",
    "number",
    "number_text",
    "numbers",
    "one_letter",
    "same",
]

"""Grading without nbgrader: who has which exercises right, and what the wrong answers show.

submissions    what lies in the folder: notebooks, and progress that students handed in
run            one notebook, in a process of its own
supervise      that process's keeper: limits on time, memory and processes, and the end of all of it
worker         the process itself: runs the student's cells, then judges the answers
report         the table, the CSV file, the commonest mistakes
grade          all of it, for a whole class
"""

WARNING = """\
This runs the code in the students' notebooks, on this computer and as you. Such code can read and
change your files, use the network, and start or end your programs (this one too), whether by a
mistake or on purpose; the limits on time, memory, processes and disk here keep off mistakes, not
malice. What is written outside a notebook's own folder, they do not see. So run it in a container
or a virtual machine that has no network and holds nothing but this project and the submissions, or
at least under an account of the computer that owns nothing else.

The judge is nnlib's own, and does not care what a notebook calls `check`. But the answers live in
the process that ran the notebook, so code that sets out to deceive the judge can. A notebook that
changes nnlib, or hands in one of its functions, is marked "?". Where much depends on a result, look
at the notebook itself."""

"""What an instructor makes from the lessons: slides, handouts, grades, a guide, a site.

It stands beside `nnlib` and not in its wheel: the students' package does not grow. The executed
notebooks are the only source, and nothing that is made here is committed. What a cell is in a class
its tag says (CONTRIBUTING.md, "Mark a lesson for class"); nothing is guessed from its text.

    python -m teach            what there is
"""

"""A deck of slides from a lesson: `python -m teach slides 04`.

blocks    Markdown in pieces that can stand on a slide, and how high each will be
plan      which cell stands on which slide, by its tag; every cell is accounted for
pages     slides as HTML, with reveal.js
live      the same slides as a notebook for jupyterlab-rise
own       an instructor's own slides, kept in a file beside the deck
build     writes a deck into a folder
"""

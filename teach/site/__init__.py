"""The web site: `python -m teach site --out FOLDER` writes it, and it asks no other host.

sources.py  from the executed lessons to what Sphinx reads
conf.py     Sphinx's settings
networks.py our trained weights, for the pad on the front page
build.py    all of it together, with the slides and the guide
"""

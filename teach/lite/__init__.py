"""The lessons alive in a browser: JupyterLite, with Python compiled for browsers (Pyodide).

`python -m teach site --pyodide ARCHIVE` adds the folder lite/ to the site. All is served by the
site itself. What is put together here: JupyterLite, from an environment of its own in the cache;
of Pyodide what the lessons need; nnlib and a few packages that Pyodide lacks; the lessons.
"""

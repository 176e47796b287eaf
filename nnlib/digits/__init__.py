"""MNIST and its file formats, the download, and digits that are shifted."""

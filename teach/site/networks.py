"""Our trained networks in two files that a page can read: numbers, and what they are.

networks.bin holds all weights and biases one after the other, as they are stored in data/ (little
end first). networks.json says of each network its layers, and of each array where it begins, its
shape and its kind.
"""

import json

import numpy as np

from nnlib.digits.mnist import data_file, read_embedded
from nnlib.reading.drawing import PENS

STORED = {"784–30–10": "trained_784_30_10.npz", "convolutional": "trained_conv.npz"}
EXAMPLE = 11  # the test digit that stands on the pad before anybody has drawn


def write(folder):
    """Writes networks.bin and networks.json into the folder."""
    page = {"networks": {}, "pens": PENS, "example": read_embedded().test.images[EXAMPLE].tolist()}
    numbers = bytearray()
    for name, file in STORED.items():
        with np.load(data_file(file)) as stored:
            arrays = {key: stored[key] for key in stored.files if key != "state"}
            state = json.loads(str(stored["state"]))
        network = {"layers": state.get("layers") or _dense(state["sizes"]), "arrays": {}}
        for key, array in arrays.items():
            numbers.extend(bytes(-len(numbers) % 4))  # a page reads float32 at multiples of 4
            network["arrays"][key] = {
                "at": len(numbers),
                "shape": array.shape,
                "kind": str(array.dtype),
            }
            numbers.extend(array.astype(array.dtype.newbyteorder("<")).tobytes())
        page["networks"][name] = network
    (folder / "networks.bin").write_bytes(numbers)
    (folder / "networks.json").write_text(json.dumps(page), encoding="utf-8")


def _dense(sizes):
    """The layers of a network of sigmoid neurons, in the words of a Sequential."""
    return [layer for size in sizes[1:] for layer in (["Dense", size], ["Sigmoid"])]

"""Real files, spoilt in the ways in which files are spoilt, by chance or on purpose."""

import re

NUMBERS = (0, 1, 2**31 - 1, 2**31, 2**32 - 1, 2**63 - 1, 2**64 - 1)
STARTS = (b"\x1f\x8b\x08", b"PK\x03\x04", b"\x93NUMPY", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0")
STARTS += (b"\x80\x04", b"\0\0\x08\x03", b"GIF89a", b"BM", b"II*\0", b"\xef\xbb\xbf", b"\xff\xfe")
TEXTS = (
    b"9" * 30,
    b"9" * 5000,
    b"-1",
    b"1e999",
    b"NaN",
    b"null",
    b"\xff",
    b"\0",
    b"\n",
    b"," * 999,
)
TEXTS += (b'"', b"[" * 3000, b"{}", b"\\ud800", b"0.5", b"\xe2\x80\xa8", b"true", b"[[]]")


def flipped(data, rng):
    """One to eight bits are others."""
    data = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        data[_place(data, rng)] ^= 1 << rng.randrange(8)
    return bytes(data)


def cut(data, rng):
    """The end is missing."""
    return data[: rng.randrange(len(data))]


def lying(data, rng):
    """A number of two to eight bytes is another one: a length, perhaps."""
    size, place = rng.choice((2, 4, 8)), _place(data, rng)
    number = (rng.choice(NUMBERS) % 256**size).to_bytes(size, rng.choice(("big", "little")))
    return data[:place] + number + data[place + size :]


def misstarted(data, rng):
    """It begins as a file of another kind does."""
    start = rng.choice(STARTS)
    return start + data[rng.choice((0, len(start))) :]


def doubled(data, rng):
    """A piece stands there twice: the header, the end, or any other."""
    start, end = sorted((_place(data, rng), _place(data, rng)))
    start = rng.choice((0, start))
    return data[:end] + data[start:]


def torn(data, rng):
    """A piece is missing, or zeros stand in its place."""
    start, end = sorted((_place(data, rng), _place(data, rng)))
    return data[:start] + rng.choice((b"", bytes(end - start))) + data[end:]


def reworded(data, rng):
    """A number or a word in a text is another one."""
    words = [*re.finditer(rb"[\d.]+|[A-Za-z_]+|[\[\](){},:]", data[:50_000])]
    if not words:
        return flipped(data, rng)
    word = rng.choice(words)
    return data[: word.start()] + rng.choice(TEXTS) + data[word.end() :]


KINDS = (flipped, cut, lying, misstarted, doubled, torn, reworded)


def _place(data, rng):
    """Somewhere in the data; half of the time near an end, where headers are."""
    near = min(len(data), rng.choice((16, 200, len(data), len(data))))
    place = rng.randrange(near)
    return place if rng.random() < 0.7 else len(data) - 1 - place


def spoilt(data, rng):
    """The data, spoilt once or twice. rng: a random.Random."""
    for _ in range(rng.choice((1, 1, 2))):
        data = rng.choice(KINDS)(data or b"\0", rng)
    return data

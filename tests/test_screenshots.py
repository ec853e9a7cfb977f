"""The pictures of the documentation: each is there, small, and shows what was taken."""

import struct
import zlib

import numpy as np
from tests.screenshots import COLOURS, FOLDER, PICTURES, small

LIMIT = 300_000


def test_each_picture_is_there_and_small_enough_to_be_fetched_with_the_code() -> None:
    sizes = {path.stem: path.stat().st_size for path in FOLDER.iterdir()}
    assert sizes.keys() == PICTURES.keys()
    assert max(sizes.values()) < LIMIT


def test_a_picture_of_few_colours_loses_none() -> None:
    dice = np.random.default_rng(3)
    colours = dice.integers(0, 256, (COLOURS, 3), dtype=np.uint8)
    pixels = colours[dice.integers(0, COLOURS, (20, 30))]
    assert np.array_equal(read(small(pixels)), pixels)


def read(png: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """The pixels of a PNG of indexed colours without filters."""
    chunks, position = {}, 8
    while position < len(png):
        length, name = struct.unpack(">I4s", png[position : position + 8])
        content = png[position + 8 : position + 8 + length]
        assert struct.unpack(">I", png[position + 8 + length :][:4]) == (zlib.crc32(name + content),)
        chunks[name] = content
        position += 12 + length
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), dtype=np.uint8).reshape(height, width + 1)
    return np.frombuffer(chunks[b"PLTE"], dtype=np.uint8).reshape(-1, 3)[rows[:, 1:]]

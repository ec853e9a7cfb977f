"""The pictures of the documentation, taken from the real page, and the command that takes them (`make screenshots`)."""

import base64
import shutil
import struct
import tempfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from playwright.sync_api import Browser, sync_playwright
from scipy.spatial import cKDTree
from tests.conftest import ARGUMENTS, CHROMIUM

from triplehelix.graph import Ecosystem

FOLDER: Final = Path(__file__).parent.parent / "docs" / "images"
DESK: Final = (1400, 900)
PHONE: Final = (390, 844)
SETTLED: Final = 700  # milliseconds after which the page stands still
COLOURS: Final = 256  # as many as a small picture can have

Pixels = np.ndarray[Any, np.dtype[np.uint8]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A view by what stands in its address, on a screen of some size."""

    view: str = ""
    size: tuple[int, int] = DESK
    theme: Literal["light", "dark"] = "light"
    language: str = "en"


PICTURES: Final[Mapping[str, Picture]] = {
    "map": Picture(),
    "map-details": Picture("selected=actor%2Fbiowin"),
    "map-phone": Picture(size=PHONE, theme="dark", language="fr"),
}


def main() -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, CHROMIUM)))
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for name, picture in PICTURES.items():
            page = Ecosystem.open(language=picture.language).map().save(Path(folder) / f"{name}.html")
            (FOLDER / f"{name}.png").write_bytes(small(_pixels(browser, _taken(browser, page, picture))))
        browser.close()


def _taken(browser: Browser, page: Path, picture: Picture) -> bytes:
    width, height = picture.size
    tab = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=picture.theme, reduced_motion="reduce"
    )
    tab.goto(f"{page.as_uri()}#{picture.view}")
    tab.wait_for_selector("#map canvas")
    tab.wait_for_timeout(SETTLED)
    png = tab.screenshot()
    tab.close()
    return png


def _pixels(browser: Browser, png: bytes) -> Pixels:
    """The red, green and blue of each pixel, read by the browser itself."""
    tab = browser.new_page()
    width, height, text = tab.evaluate(
        """async (png) => {
        const image = new Image();
        image.src = `data:image/png;base64,${png}`;
        await image.decode();
        const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
        const context = canvas.getContext("2d");
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, image.width, image.height);
        let text = "";
        for (let start = 0; start < data.length; start += 32768) text += String.fromCharCode(...data.subarray(start, start + 32768));
        return [image.width, image.height, btoa(text)];
    }""",
        base64.b64encode(png).decode(),
    )
    tab.close()
    return np.frombuffer(base64.b64decode(text), dtype=np.uint8).reshape(height, width, 4)[..., :3]


def small(pixels: Pixels) -> bytes:
    """A PNG with the picture's most frequent colours, which are enough for one that is drawn: a third of the size."""
    height, width, _ = pixels.shape
    colours, counts = np.unique(pixels.reshape(-1, 3), axis=0, return_counts=True)
    palette = colours[np.argsort(counts, kind="stable")[::-1][:COLOURS]]
    _, nearest = cKDTree(palette).query(pixels.reshape(-1, 3))
    rows = np.zeros((height, width + 1), dtype=np.uint8)  # each row begins with its filter, which is none
    rows[:, 1:] = nearest.reshape(height, width)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (("IHDR", header), ("PLTE", palette.tobytes()), ("IDAT", zlib.compress(rows.tobytes(), 9)), ("IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name.encode(), content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


if __name__ == "__main__":
    main()

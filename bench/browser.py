"""Maps in a real browser: how soon there is a picture, and how it follows a hand that drags it.

    python -m bench.browser [--nodes N] [--ties N]

Each map is opened in a fresh tab at 1400 x 900, from a file. The first frame is there when something of the network
was drawn; the rate is that of the frames drawn while the mouse drags the view to and fro for two seconds. Ours stands
beside stock pyvis of the same network, with and without its physics.
"""

import argparse
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from bench.contenders.maps import page_of, stock
from bench.data import write_pairs
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooSlow

from triplehelix.graph.views.map import render

__all__ = ["main"]

_NODES, _TIES = 5_000, 15_000
_PATIENCE: Final = 120_000  # ms that a contender gets for its first frame
_SECONDS: Final = 2.0
_COUNTING: Final = """() => {
  window.frames_drawn = 0;
  const next = () => { window.frames_drawn += 1; requestAnimationFrame(next); };
  requestAnimationFrame(next);
}"""
_DRAWN: Final = """() => {
  const canvas = document.querySelector("canvas");
  if (!canvas || !canvas.width) return false;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value) => value !== 0);
}"""


def main() -> None:
    asked = _arguments()
    print(f"{asked.nodes:,} nodes, {asked.ties:,} ties")
    print("| map | first frame | frames a second while dragging |\n| --- | --- | --- |")
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        network = Path(folder) / "pairs.txt"
        write_pairs(network, asked.nodes, asked.ties)
        contenders = {
            "ours": lambda: render(page_of(network)),
            "stock pyvis, no physics": lambda: stock(network, physics=False),
            "stock pyvis": lambda: stock(network),
        }
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"])
        for line in _lines(browser, Path(folder), contenders):
            print(line, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.browser", description=__doc__.splitlines()[0])
    parser.add_argument("--nodes", type=int, default=_NODES)
    parser.add_argument("--ties", type=int, default=_TIES)
    return parser.parse_args()


def _chromium() -> str | None:
    """The machine's own browser; else playwright's."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def _lines(browser: Browser, folder: Path, contenders: dict[str, Callable[[], str]]) -> Iterator[str]:
    for name, made in contenders.items():
        file = folder / "map.html"
        file.write_text(made(), encoding="utf-8")
        tab = browser.new_page(viewport={"width": 1400, "height": 900})
        tab.route("http*://**", lambda route: route.abort())  # stock pyvis asks a network for its looks
        try:
            yield f"| {name} | {_first_frame(tab, file):.2f} s | {_rate(tab):.0f} |"
        except TooSlow:
            yield f"| {name} | more than {_PATIENCE / 1000:.0f} s | - |"
        tab.close()


def _first_frame(tab: Page, file: Path) -> float:
    start = perf_counter()
    tab.goto(file.as_uri(), timeout=_PATIENCE)
    tab.wait_for_function(_DRAWN, timeout=_PATIENCE)
    return perf_counter() - start


def _rate(tab: Page) -> float:
    """Frames a second while the mouse drags an empty part of the view."""
    tab.evaluate(_COUNTING)
    tab.mouse.move(760, 130)
    tab.mouse.down()
    before, start, step = tab.evaluate("window.frames_drawn"), perf_counter(), 0
    while (passed := perf_counter() - start) < _SECONDS:
        step += 1
        tab.mouse.move(760 + 120 * (step % 2), 130 + 4 * (step % 20))
    drawn = tab.evaluate("window.frames_drawn") - before
    tab.mouse.up()
    return float(drawn / passed)


if __name__ == "__main__":
    main()

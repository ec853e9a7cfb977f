"""What all tests share: the depth of the suite, the bundled ecosystem, and the browser."""

import os
import shutil
import signal
from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from triplehelix.graph import Ecosystem

FULL: Final = os.environ.get("THX_DEPTH", "quick") == "full"
CHROMIUM: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# a browser that is tested needs no sandbox, no graphics card and no word with its maker
ARGUMENTS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

settings.register_profile("quick", max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("full", parent=settings.get_profile("quick"), max_examples=500)
settings.load_profile("full" if FULL else "quick")


@pytest.fixture(scope="session")
def eco() -> Ecosystem:
    return Ecosystem.open()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        reason = "no Chromium on this machine, so the page was not seen: install it, or run make browser"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


def pytest_xdist_auto_num_workers() -> int:
    """One more than the processors: some tests wait for a time limit or for a browser."""
    return (os.cpu_count() or 1) + 1


def pytest_configure() -> None:
    """A suite that was started in the background hears no Ctrl-C, nor would the commands that it starts and interrupts."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)

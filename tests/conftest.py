"""What every test has: loopback only, no credentials of the person who runs it, fixed random data."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests import isolation

ROOT = Path(__file__).resolve().parent.parent

isolation.forget_private_variables()
block_network = isolation.stay_on_loopback()

hypothesis.settings.register_profile("fixed", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("fixed")


@pytest.fixture(autouse=True)
def stays_on_loopback() -> Iterator[None]:
    """Fail a test that tried to leave loopback, even where its exception was swallowed."""
    block_network.attempts.clear()
    yield
    attempts = list(block_network.attempts)
    block_network.attempts.clear()
    if attempts:
        pytest.fail("left loopback: " + ", ".join(attempts), pytrace=False)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def specs() -> Path:
    """Return the folder of the vendors' API descriptions; skip where it is absent."""
    folder = Path(os.environ.get("HYPERNAV_SPECS") or ROOT.parent / "shared" / "specs")
    if not folder.is_dir():
        pytest.skip("the vendors' API descriptions are not here; HYPERNAV_SPECS names their folder")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a Chromium; skip where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        found = shutil.which(name)
        if found:
            return found
    pytest.skip("no Chromium on this machine")

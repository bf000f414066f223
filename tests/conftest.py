"""What every test has: loopback only, no credentials of the person who runs it, fixed random data."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
BLOCK = Path(__file__).resolve().parent / "block_network"

_PRIVATE_ENDINGS = ("_TOKEN", "_KEY", "_PASSWORD", "_SECRET", "_PROXY", "_CA_BUNDLE", "_USER", "_URL", "_BASE_URI")
_PRIVATE_STARTS = ("HYPERNAV_", "LAUNCHDARKLY_", "INSIGHTVM_")
_KEPT = ("HYPERNAV_SPECS",)


def _is_private(variable: str) -> bool:
    upper = variable.upper()
    if upper in _KEPT:
        return False
    return upper == "NETRC" or upper.startswith(_PRIVATE_STARTS) or upper.endswith(_PRIVATE_ENDINGS)


for _variable in [name for name in os.environ if _is_private(name)]:
    del os.environ[_variable]

# Child processes (command line, kernels) stay on loopback too.
_paths = [str(BLOCK), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(path for path in _paths if path))
if str(BLOCK) not in sys.path:
    sys.path.insert(0, str(BLOCK))
if not hasattr(sys.modules.get("sitecustomize"), "attempts"):
    sys.modules.pop("sitecustomize", None)
import sitecustomize as block_network  # noqa: E402  # its folder is on the path from here on

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

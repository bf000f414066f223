"""Cut tests and notebook kernels off from the network, and from the person who runs them."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

BLOCK = Path(__file__).resolve().parent / "block_network"

_PRIVATE_ENDINGS = ("_TOKEN", "_KEY", "_PASSWORD", "_SECRET", "_PROXY", "_CA_BUNDLE", "_USER", "_URL", "_BASE_URI")
_PRIVATE_STARTS = ("HYPERNAV_", "LAUNCHDARKLY_", "INSIGHTVM_")
_KEPT = frozenset({"HYPERNAV_SPECS"})


def is_private(variable: str) -> bool:
    """Say whether an environment variable may hold a credential, an address or a proxy of somebody."""
    upper = variable.upper()
    if upper in _KEPT:
        return False
    return upper == "NETRC" or upper.startswith(_PRIVATE_STARTS) or upper.endswith(_PRIVATE_ENDINGS)


def forget_private_variables() -> None:
    """Remove such variables from the environment of this process and of its children."""
    for variable in [name for name in os.environ if is_private(name)]:
        del os.environ[variable]


def stay_on_loopback() -> ModuleType:
    """Guard the sockets of this process, and of each Python process that it starts; return the guard."""
    paths = [str(BLOCK), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(path for path in paths if path))
    present = sys.modules.get("sitecustomize")
    if present is not None and hasattr(present, "attempts"):
        return present
    spec = importlib.util.spec_from_file_location("sitecustomize", BLOCK / "sitecustomize.py")
    if spec is None or spec.loader is None:
        raise ImportError(BLOCK)
    guard = importlib.util.module_from_spec(spec)
    sys.modules["sitecustomize"] = guard
    spec.loader.exec_module(guard)
    return guard

"""The wall between looking and sending: nothing that completes or inspects may cause a request."""

from __future__ import annotations

import sys
from inspect import currentframe

from hypernav.errors import SendingRefused

_PROBES = (
    "IPython.core.completer",
    "IPython.core.guarded_eval",
    "IPython.core.oinspect",
    "rlcompleter",
    "jedi",
    "_pydevd_bundle.pydevd_resolver",
    "_pydevd_bundle.pydevd_xml",
    "_pydevd_bundle.pydevd_safe_repr",
    "_pydevd_bundle.pydevd_suspended_frames",
    "inspect",
    "pydoc",
    "rich._inspect",
)


def refuse_while_probed() -> None:
    """Return unless a completer, inspector or variable explorer is evaluating.

    Raises:
        SendingRefused: One of them is on the stack.

    >>> refuse_while_probed()
    """
    loaded = [name for name in _PROBES if name in sys.modules]
    if not loaded:
        return
    frame = currentframe()
    while frame is not None:
        name = frame.f_globals.get("__name__")
        if name in loaded or (type(name) is str and name.startswith("jedi.")):
            raise SendingRefused(
                "Looking at an expression does not send requests.",
                probed_by=str(name),
                next="evaluate the expression in a cell, then complete or inspect its result",
            )
        frame = frame.f_back

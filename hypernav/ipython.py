"""The IPython extension: ``%load_ext hypernav`` lets TAB look along chains of places. It changes nothing else."""

from __future__ import annotations

from typing import Any

PACKAGE = "hypernav"
_ALLOWED = ("allowed_getattr_external", "allowed_getitem_external")


def load_ipython_extension(shell: Any) -> None:
    """Let the completer read attributes and items of hypernav's objects, none of which sends for it. Sends nothing.

    Without it, IPython's ``limited`` policy offers nothing after ``nav.orders.`` where jedi is off.
    """
    completer = shell.Completer
    completer.policy_overrides = {
        **completer.policy_overrides,
        **{name: {*completer.policy_overrides.get(name, ()), PACKAGE} for name in _ALLOWED},
    }


def unload_ipython_extension(shell: Any) -> None:
    """Take back what loading changed. Sends nothing."""
    completer = shell.Completer
    kept = {}
    for name, value in completer.policy_overrides.items():
        rest = {*value} - {PACKAGE} if name in _ALLOWED else value
        if rest or name not in _ALLOWED:
            kept[name] = rest
    completer.policy_overrides = kept

"""The wall between looking and sending."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from hypernav.errors import SendingRefused

PROBES = [
    *("IPython.core.completer", "IPython.core.guarded_eval", "IPython.core.oinspect", "rlcompleter", "jedi"),
    *("jedi.inference.compiled.access", "_pydevd_bundle.pydevd_resolver", "_pydevd_bundle.pydevd_xml"),
    *("_pydevd_bundle.pydevd_safe_repr", "_pydevd_bundle.pydevd_suspended_frames", "inspect", "pydoc", "rich._inspect"),
]


def _call_from(module: str, function) -> None:
    """Call a function from a frame of a module of that name."""
    probe = ModuleType(module)
    exec("def look(function):\n    return [function() for _ in [0]][0]", probe.__dict__)
    probe.look(function)


@pytest.mark.parametrize("module", PROBES)
def test_nothing_is_sent_while_a_probe_evaluates(server, client, monkeypatch, module):
    monkeypatch.setitem(sys.modules, module.split(".inference")[0], sys.modules.get(module) or ModuleType(module))
    with pytest.raises(SendingRefused) as caught:
        _call_from(module, lambda: client.send("GET", "/x"))
    assert str(caught.value).splitlines() == [
        "Looking at an expression does not send requests.",
        f"  probed by  {module}",
        "  next       evaluate the expression in a cell, then complete or inspect its result",
    ]
    assert server.connections == 0


def test_a_module_of_the_user_is_no_probe(server, client):
    _call_from("jedi_tools", lambda: client.send("GET", "/x"))
    assert server.count == 1


def test_loaded_probes_that_do_not_evaluate_stop_nothing(server, client, monkeypatch):
    for module in PROBES:
        monkeypatch.setitem(sys.modules, module, sys.modules.get(module) or ModuleType(module))
    client.send("GET", "/x")
    assert server.count == 1

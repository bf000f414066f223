"""Nothing but looking sends: every kind of object, handled by every tool, against a server that counts."""

from __future__ import annotations

import contextlib
import copy
import inspect
import io
import json
import operator
import pickle
import pprint
import pydoc
import rlcompleter
import sys
import types
import unittest.mock
from collections.abc import Callable, Iterator
from typing import Any

import numpy
import pandas
import pytest
import rich
import rich.console
import rich.pretty

from hypernav.errors import HypernavError
from hypernav.navigator import Navigator, connect
from hypernav.resource import Resource
from hypernav.sandbox.server import Server
from tests import kinds
from tests.counting import Site

PROBE_NAMES = (
    *("_ipython_canary_method_should_not_exist_", "_ipython_display_", "_repr_html_", "_repr_json_", "_repr_latex_"),
    *("_repr_png_", "_repr_markdown_", "_getAttributeNames", "getdoc", "trait_names", "dtype", "shape", "ndim"),
    *("awehoi234_wdfjwljet234_234wdfoijsdfmmnxpi492", "__rich__", "__rich_console__", "__array__", "__array_struct__"),
    *("__array_interface__", "__wrapped__", "__signature__", "__fspath__", "__dataframe__", "__len__", "__next__"),
    *("_fields", "__dataclass_fields__", "__attrs_attrs__", "_asdict", "_is_coroutine", "__code__", "__func__"),
)


def write_to_nowhere() -> rich.console.Console:
    return rich.console.Console(file=io.StringIO(), width=100)


def attributes(thing: Any) -> None:
    for name in PROBE_NAMES:
        hasattr(thing, name)
        getattr(thing, name, None)


def rlcomplete(thing: Any) -> None:
    completer = rlcompleter.Completer({"x": thing})
    for text in ("x.", "x.orders.", "x.orders.next."):
        for state in range(200):
            if completer.complete(text, state) is None:
                break


PROBES: dict[str, Callable[[Any], Any]] = {
    "repr": repr,
    "str": str,
    "format": lambda thing: f"{thing} {thing!r} {thing!s:>10}",
    "dir": dir,
    "hash": hash,
    "bool": bool,
    "equals": lambda thing: (thing == thing, thing == 1, thing != "x", thing is None),  # noqa: PLR0124  # that is the probe
    "contains": lambda thing: thing in [thing, 1],
    "callable": callable,
    "isinstance": lambda thing: isinstance(thing, (str, dict, list, int)),
    "probe names": attributes,
    "relations by hasattr": lambda thing: [hasattr(thing, name) for name in ("orders", "nothing", "help")],
    "relations of relations": lambda thing: getattr(getattr(thing, "orders", None), "next", None),
    "iter": iter,
    "len hint": lambda thing: operator.length_hint(thing, 0),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": pickle.dumps,
    "json": json.dumps,
    "pprint": pprint.pformat,
    "getmembers": inspect.getmembers,
    "getmembers static": inspect.getmembers_static,
    "signature": inspect.signature,
    "inspect": lambda thing: (inspect.isclass(thing), inspect.isgenerator(thing), inspect.getdoc(thing)),
    "pydoc": pydoc.render_doc,
    "rich.pretty": rich.pretty.pretty_repr,
    "rich print": lambda thing: write_to_nowhere().print(thing),
    "rich.inspect": lambda thing: rich.inspect(thing, all=True, console=write_to_nowhere()),
    "pandas series": lambda thing: repr(pandas.Series([thing], dtype=object)) + repr(pandas.Series([thing])),
    "pandas frame": lambda thing: repr(pandas.DataFrame({"x": [thing]})) + pandas.DataFrame({"x": [thing]}).to_html(),
    "numpy": lambda thing: repr(numpy.array([thing, None], dtype=object)),
    "numpy guessing": lambda thing: numpy.asarray(thing, dtype=object),
    "mock": lambda thing: unittest.mock.create_autospec(type(thing)),
    "size": sys.getsizeof,
    "rlcompleter": rlcomplete,
    "simple namespace": lambda thing: repr(types.SimpleNamespace(x=thing)),
}
REFUSALS = (TypeError, ValueError, AttributeError, HypernavError, RecursionError, KeyError)


@pytest.fixture(scope="module")
def site() -> Site:
    return kinds.site()


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    with Server(site) as server:
        yield server.url


@pytest.fixture
def nav(address: str) -> Iterator[Navigator]:
    with connect(address) as nav:
        yield nav


@pytest.mark.parametrize("probe", PROBES)
@pytest.mark.parametrize("kind", kinds.KINDS)
def test_a_probe_sends_nothing(kind: str, probe: str, nav: Navigator, site: Site):
    thing = kinds.KINDS[kind](nav)
    before = site.count
    with contextlib.suppress(*REFUSALS):
        PROBES[probe](thing)
    assert site.requests[before:] == []
    assert nav.ledger.count == len(nav.ledger)


@pytest.mark.parametrize("kind", [name for name in kinds.KINDS if name not in ("error", "data")])
@pytest.mark.parametrize("probe", ["repr", "str", "dir", "hash", "copy", "deepcopy", "pprint", "rich.pretty", "iter"])
def test_a_common_probe_succeeds(kind: str, probe: str, nav: Navigator):
    thing = kinds.KINDS[kind](nav)
    if (probe, kind) in {("hash", one) for one in ("list of members", "ledger", "links", "draft")}:
        pytest.skip("a list or mapping has no hash")
    if probe == "iter" and not isinstance(thing, Resource | Navigator):
        pytest.skip("not a place")
    PROBES[probe](thing)


@pytest.mark.parametrize("kind", ["navigator, nothing read", "entry not loaded", "path of two hops"])
def test_members_can_be_inspected_without_an_error(kind: str, nav: Navigator, site: Site):
    thing = kinds.KINDS[kind](nav)
    before = site.count
    assert {"load", "find", "table"} <= {name for name, _ in inspect.getmembers(thing)}
    assert site.count == before


@pytest.mark.parametrize("kind", ["navigator, nothing read", "entry loaded", "path of two hops", "page", "history"])
def test_what_holds_a_connection_is_never_pickled(kind: str, nav: Navigator, site: Site):
    thing = kinds.KINDS[kind](nav)
    before = site.count
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(thing)
    assert site.count == before


def test_the_refusal_to_be_pickled_says_why(nav: Navigator, address: str):
    with pytest.raises(TypeError) as caught:
        pickle.dumps(nav.orders)
    assert str(caught.value) == (
        "Resource(nav.orders, not loaded) holds a connection with credentials and is not pickled; "
        "pickle .data and .url."
    )
    with pytest.raises(TypeError) as caught:
        pickle.dumps(nav)
    assert str(caught.value) == (
        f"Navigator(127.0.0.1, {address}, nothing sent yet) holds credentials and is not pickled; "
        "connect again where it is needed."
    )


@pytest.mark.parametrize("name", PROBE_NAMES)
@pytest.mark.parametrize("kind", ["navigator, nothing read", "entry not loaded", "entry loaded", "several links"])
def test_probe_names_are_refused_at_once(kind: str, name: str, nav: Navigator):
    thing = kinds.KINDS[kind](nav)
    with pytest.raises(AttributeError):
        getattr(thing, name)


def test_copies_are_the_place_itself(nav: Navigator):
    assert copy.copy(nav) is copy.deepcopy(nav) is nav
    assert copy.copy(nav.root) is copy.deepcopy(nav.root) is nav.root
    assert copy.deepcopy([nav.orders])[0].url == nav.orders.url


def test_there_are_enough_kinds():
    assert len(kinds.KINDS) >= 20

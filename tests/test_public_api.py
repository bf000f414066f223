"""The names that users learn: they exist, they do not stand in the way of relations, and they say whether they send."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import hypernav
from hypernav import names
from hypernav.navigator import Navigator
from hypernav.resource import RESERVED, Resource
from tests.counting import Site, visiting

RESOURCE = {
    *(
        "url",
        "loaded",
        "status",
        "load",
        "refresh",
        "data",
        "links",
        "follow",
        "at",
        "find",
        "pages",
        "total",
        "paging",
    ),
    *("select", "table", "frame", "post", "put", "patch", "delete", "options", "curl"),
    *("where", "edit", "instruct", "wait"),
    *("headers", "head_request"),
}
NAVIGATOR = {"root", "go", "ledger", "history", "allow", "close"}
# RFC 8631 registers `status` and RFC 5023 `edit`; here the field and the draft are what people look for, and `follow`
# reaches the relations.
KNOWN_EXCEPTIONS = {"status", "edit"}
REGISTERED = (Path(__file__).parent / "data" / "iana_link_relations.txt").read_text(encoding="utf-8").split()


def public_methods(of: type) -> set[str]:
    return {name for name in vars(of) if not name.startswith("_")}


def test_a_place_has_exactly_the_agreed_names():
    assert public_methods(Resource) == RESOURCE == RESERVED


def test_a_navigator_has_exactly_the_agreed_names():
    assert public_methods(Navigator) == NAVIGATOR


@pytest.mark.parametrize("name", sorted(RESOURCE))
def test_a_navigator_has_what_its_entry_has(name: str):
    with visiting(Site({"/": [{"n": 1}]})) as nav:
        nav.load()
        assert getattr(nav, name) == getattr(nav.root, name) or name == "paging"


@pytest.mark.parametrize("name", ["connect", "Navigator", "Resource", "Link", "Links", "Table", "Options", "errors"])
def test_the_package_shows_what_people_import(name: str):
    assert name in hypernav.__all__
    assert getattr(hypernav, name)


def test_every_error_is_shown_by_the_package():
    leaves = {
        name
        for name, kind in vars(hypernav.errors).items()
        if isinstance(kind, type) and issubclass(kind, hypernav.HypernavError)
    }
    assert leaves <= set(hypernav.__all__)


def test_connect_takes_what_was_agreed():
    parameters = inspect.signature(hypernav.connect).parameters
    assert next(iter(parameters)) == "target"
    assert {"sandbox", "auth", "token", "options"} <= set(parameters)
    assert all(parameters[name].kind is inspect.Parameter.KEYWORD_ONLY for name in list(parameters)[1:])


# Registered relations


def test_the_registry_is_the_whole_one():
    assert len(REGISTERED) == len(set(REGISTERED)) >= 125
    assert {"self", "next", "item", "search", "collection", "up", "service-desc", "working-copy-of"} <= set(REGISTERED)


@pytest.mark.parametrize("relation", REGISTERED)
def test_a_registered_relation_can_be_typed_after_a_dot(relation: str):
    identifier = names.to_identifier(relation)
    assert identifier
    assert not names.is_probe(identifier)
    assert (identifier in RESERVED | NAVIGATOR) == (relation in KNOWN_EXCEPTIONS)


@pytest.mark.parametrize("relation", sorted(KNOWN_EXCEPTIONS))
def test_an_exception_is_reached_by_follow_and_by_brackets(relation: str):
    with visiting(Site({"/": {"_links": {relation: {"href": "/there"}}}, "/there": {"up": True}})) as nav:
        nav.load()
        assert not isinstance(getattr(nav, relation), Resource)
        assert nav.follow(relation)["up"] is True
        assert nav.links[relation][0].href == "/there"


# Docstrings


def public_things() -> Iterator[tuple[str, Any]]:
    for name in hypernav.__all__:
        thing = getattr(hypernav, name)
        if inspect.isclass(thing):
            if issubclass(thing, hypernav.HypernavError):
                continue
            for attribute, value in vars(thing).items():
                if not attribute.startswith("_") and (inspect.isroutine(value) or isinstance(value, property)):
                    yield f"{name}.{attribute}", value
        elif inspect.isroutine(thing):
            yield name, thing


THINGS = dict(public_things())
# First words that are no imperative, as people write them by habit.
NOT_IMPERATIVE = re.compile(r"^(A|An|The|This|It|[A-Z]\w*(ing|ed)|Returns|Gets|Makes|Yields|Sends|Says|Tells)\b")


@pytest.mark.parametrize("name", THINGS)
def test_a_docstring_begins_with_an_imperative_sentence(name: str):
    first = inspect.getdoc(THINGS[name]).splitlines()[0]
    assert not NOT_IMPERATIVE.match(first)
    assert first.endswith((".", ":")) or len(first) > 100


@pytest.mark.parametrize("name", THINGS)
def test_a_docstring_says_whether_it_sends(name: str):
    text = inspect.getdoc(THINGS[name])
    kind = name.partition(".")[0]
    values_without_io = {"Options", "Link", "Links", "Profile", "Table", "Secret"}
    values_without_io |= {"JsonPatch", "MergePatch", "SemanticPatch"}
    if kind in values_without_io or kind.endswith("Auth"):
        text += inspect.getdoc(getattr(hypernav, kind)) or ""
    assert re.search(r"\b[Ss]ends?\b", text)


@pytest.mark.parametrize("name", sorted({name.partition(".")[0] for name in THINGS}))
def test_every_public_class_and_function_has_an_example(name: str):
    thing = getattr(hypernav, name)
    documented = [inspect.getdoc(thing) or ""]
    if inspect.isclass(thing):
        documented += [inspect.getdoc(value) or "" for key, value in THINGS.items() if key.startswith(f"{name}.")]
    if name.endswith("_ipython_extension"):
        pytest.skip("needs a running IPython")
    assert any(">>> " in text for text in documented)

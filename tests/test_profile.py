"""What is declared of an API: looked up by path, named things loaded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hypernav import apis
from hypernav.errors import ProfileError
from hypernav.profile import (
    UNDECLARED,
    Credentials,
    Editing,
    ErrorEnvelope,
    PagingRule,
    Place,
    Profile,
    RateLimit,
    check,
    load,
)

ACME = Profile(name="acme", title="Acme", places=(Place("/shops/{shop}", columns=("name",)),))


def test_a_declared_path_has_its_place_and_the_values_of_the_pattern():
    declared = ACME.declared("/shops/7")
    assert (declared.place.columns, declared.values) == (("name",), {"shop": "7"})


def test_a_path_of_which_nothing_is_declared_has_a_place_that_declares_nothing():
    declared = ACME.declared("/orders")
    assert declared is UNDECLARED
    assert declared.place == Place("")


def test_a_name_is_loaded_from_its_module():
    assert load("hypernav.profile:Place") is Place


@pytest.mark.parametrize("name", ["hypernav.nowhere:X", "hypernav.profile:Nothing", "hypernav.profile", ""])
def test_a_name_that_cannot_be_loaded_is_told_with_its_cause(name: str):
    with pytest.raises(ProfileError) as caught:
        load(name)
    lines = str(caught.value).splitlines()
    assert lines[0] == f"A profile names {name!r}, which cannot be loaded."
    assert lines[1].startswith("  because    ")
    assert lines[-1] == "  next       name it as module:name, of a module that is installed"


MISTAKES: dict[str, tuple[Callable[[], Any], str]] = {
    "one text for several": (
        lambda: Credentials("bearer", "ACME_TOKEN"),
        (
            "Credentials.variables cannot be 'ACME_TOKEN': it is one text where several may stand.\n"
            "  nearest    ('ACME_TOKEN',)"
        ),
    ),
    "another spelling": (
        lambda: Editing(form="changed_members"),
        (
            "Editing.form cannot be 'changed_members': it is none of those that there are.\n"
            "  nearest    'changed members'\n"
            "  next       one of 'json patch', 'merge patch', 'changed members', 'whole representation', 'value'"
        ),
    ),
    "another kind": (
        lambda: Credentials("Bearer", ("A",)),
        (
            "Credentials.kind cannot be 'Bearer': it is none of those that there are.\n"
            "  nearest    'bearer'\n"
            "  next       one of 'token', 'bearer', 'basic'"
        ),
    ),
    "an unknown guard": (
        lambda: Editing(form="json patch", guard="etag"),
        (
            "Editing.guard cannot be 'etag': it is none of those that there are.\n"
            "  next       one of 'test', 'member', 'header', 'if-match', 'if-unmodified-since'"
        ),
    ),
    "a guard without its header": (
        lambda: Editing(form="json patch", guard="header", guard_member="name"),
        "Editing.guard cannot be 'header': it needs guard_header, and there is none.",
    ),
    "a guard without its member": (
        lambda: Editing(form="json patch", guard="member"),
        "Editing.guard cannot be 'member': it needs guard_member, and there is none.",
    ),
    "an envelope of one text": (
        lambda: ErrorEnvelope(code="error"),
        "ErrorEnvelope.code cannot be 'error': it is one text where several may stand.\n  nearest    ('error',)",
    ),
    "a unit": (
        lambda: RateLimit(reset_unit="epoch second"),
        (
            "RateLimit.reset_unit cannot be 'epoch second': it is none of those that there are.\n"
            "  nearest    'epoch seconds'\n"
            "  next       one of 'epoch milliseconds', 'epoch seconds', 'seconds'"
        ),
    ),
    "a strategy": (
        lambda: PagingRule("page-number", "page"),
        (
            "PagingRule.strategy cannot be 'page-number': it is none of those that there are.\n"
            "  nearest    'page number'\n"
            "  next       one of 'page number', 'offset', 'token', 'last time'"
        ),
    ),
    "a number that is none": (
        lambda: PagingRule("offset", "skip", first=True),
        "PagingRule.first cannot be True: it is no int.",
    ),
    "a path without its slash": (
        lambda: Place("v1/shops/"),
        (
            "Place.path cannot be 'v1/shops/': a path begins with a slash and does not end with one.\n"
            "  nearest    /v1/shops"
        ),
    ),
    "a name in a segment": (
        lambda: Place("/x/{a}:cancel"),
        "Place.path cannot be '/x/{a}:cancel': {a}:cancel is neither a {name} nor a text, so that it never matches.",
    ),
    "a hole that nothing fills": (
        lambda: Place("/shops/{shop}/carts", member="/carts/{id}"),
        "Place.member cannot be '/carts/{id}': nothing fills {id}.\n  nearest    {shop}, {member}",
    ),
    "a template without its hole": (
        lambda: Place("/shops", member="/carts"),
        "Place.member cannot be '/carts': it does not say where {member} goes.",
    ),
    "a header of empty name": (
        lambda: Credentials("token", ("A",), header=""),
        "Credentials.header cannot be '': it is no name of a header field.",
    ),
    "no module:name": (
        lambda: Place("/x", search="acme"),
        "Place.search cannot be 'acme': it is no module:name.\n  next       such as acme.search:DIALECT",
    ),
    "a base without scheme": (
        lambda: Profile(name="a", title="A", bases={"": "acme.test"}),
        "Profile.bases cannot be 'acme.test': it is no http or https URL.\n  nearest    https://acme.test",
    ),
    "no mapping": (
        lambda: Profile(name="a", title="A", headers=("X",)),
        "Profile.headers cannot be ('X',): it is no mapping.",
    ),
    "no tuple": (lambda: Place("/x", columns=7), "Place.columns cannot be 7: it is no tuple."),
    "another class": (
        lambda: Profile(name="a", title="A", paging="offset"),
        "Profile.paging cannot be 'offset': it is no PagingRule.",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_of_an_author_is_told_with_field_and_value_where_it_is_made(mistake):
    make, told = MISTAKES[mistake]
    with pytest.raises(ProfileError) as caught:
        make()
    assert str(caught.value) == told


CHECKED = {
    "no profile": ({}, "dict {} is no profile."),
    "a module that is not there": (
        Profile(name="a", title="A", sandbox="nowhere:create"),
        "A profile names 'nowhere:create', which cannot be loaded.",
    ),
    "a name that is not there": (
        Profile(name="a", title="A", places=(Place("/x", search="json:NOWHERE"),)),
        "A profile names 'json:NOWHERE', which cannot be loaded.",
    ),
    "a place that another one hides": (
        Profile(name="a", title="A", places=(Place("/x/{id}"), Place("/x/all"))),
        "Place.path cannot be '/x/all': /x/{id} comes before it and matches all of it.",
    ),
    "a target with an empty name": (
        Profile(name="a", title="A", places=(Place("/x", derived={"y": "/y/{}"}),)),
        "Place.derived cannot be '/y/{}': a name in braces is empty.",
    ),
}


@pytest.mark.parametrize("mistake", CHECKED)
def test_a_whole_profile_is_held_against_what_it_names(mistake):
    profile, told = CHECKED[mistake]
    with pytest.raises(ProfileError) as caught:
        check(profile)
    assert str(caught.value).splitlines()[0] == told


def test_the_profiles_of_this_package_pass_the_check():
    for name in apis.names():
        check(apis.profile(name))

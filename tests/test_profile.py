"""What is declared of an API: looked up by path, named things loaded."""

from __future__ import annotations

import pytest

from hypernav.errors import ProfileError
from hypernav.profile import UNDECLARED, Place, Profile, load

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

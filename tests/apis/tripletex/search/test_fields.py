"""The builder of what to send of each object."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.apis.tripletex.sandbox.grammar import Part, read_fields
from hypernav.apis.tripletex.search.fields import Fields, check_fields
from hypernav.errors import UnknownField, WrongValue
from tests.search.hostile import LITERALS


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        (Fields("project", "activity", "hours"), "project,activity,hours"),
        (Fields("project,activity,hours"), "project,activity,hours"),
        (Fields(project="*"), "project(*)"),
        (Fields(project="name"), "project(name)"),
        (Fields("*", activity=Fields("name"), employee="*"), "*,activity(name),employee(*)"),
        (Fields("*", "changes"), "*,changes"),
        (Fields(order=Fields("id", customer="name,email")), "order(id,customer(name,email))"),
        (Fields(" * , activity ( name ) "), "*,activity(name)"),
        (Fields("a", "a(b)", a="c", b=Fields()), "a(b,c),b"),
        (Fields("a(b(c),b(d),b)"), "a(b(c,d))"),
        (Fields(), ""),
    ],
)
def test_fields_are_written_as_documented(fields: Fields, text: str) -> None:
    assert str(fields) == text


def test_the_same_fields_are_equal_however_they_are_built() -> None:
    one = Fields("*", activity="name", employee=Fields("*"))
    assert one == Fields("*,activity(name),employee(*)") == pickle.loads(pickle.dumps(one))
    assert hash(one) == hash(Fields("*,activity(name),employee(*)"))
    assert one != Fields("*")


def test_more_fields_make_new_ones_and_change_none() -> None:
    one = Fields("id")
    assert str(one.also("name", project=Fields("id"))) == "id,name,project(id)"
    assert str(one) == "id"
    with pytest.raises(AttributeError):
        one.parts = ()  # type: ignore[misc]  # it is frozen


def test_the_representation_can_be_typed_again() -> None:
    for fields in (Fields(), Fields("*", activity="name,project(*)")):
        assert eval(repr(fields)) == fields
        assert bool(fields) is (fields != Fields())


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("", "the text ends where a name should be, at character 1"),
        ("a,", "the text ends where a name should be, at character 3"),
        ("a,,b", "',' stands where a name should be, at character 3"),
        ("a(b", "the parenthesis at character 2 is not closed"),
        ("a()", "')' stands where a name should be, at character 3"),
        ("a)", "')' at character 2 closes nothing"),
        ("*(a)", "'(' at character 2 closes nothing"),
        ("a b", "'b' at character 3 closes nothing"),
        ("a.b", "'.' at character 2 closes nothing"),
        ("é", "'é' stands where a name should be, at character 1"),
        ("a(" * 40, "parentheses within 32 others at character 67"),
        (5, "a text or Fields are needed"),
    ],
)
def test_a_malformed_text_is_refused_with_its_place(given: str, why: str) -> None:
    with pytest.raises(WrongValue) as caught:
        Fields(given)
    assert str(caught.value) == (
        f"{given!r} is no list of fields: {why}.\n"
        "  next       write names, and what to send of an object in parentheses: Fields('*', project='name')"
    )


@pytest.mark.parametrize("name", ["a)", "a,b", "*", "a(b)", ""])
def test_a_name_of_an_object_is_one_name(name: str) -> None:
    with pytest.raises(WrongValue):
        Fields(**{name: "x"})


def test_every_hostile_text_is_read_as_it_is_or_refused() -> None:
    for literal in LITERALS:
        for build in (Fields, lambda text: Fields(**{text: "x"}), lambda text: Fields(x=text)):
            try:
                fields = build(literal)
            except WrongValue:
                continue
            assert Fields(str(fields)) == fields
            assert all(set(name) <= set("*_") or name.isidentifier() for name in _names(read_fields(str(fields))))


def _names(parts: tuple[Part, ...]) -> list[str]:
    return [name for part in parts for name in (part.name, *_names(part.inside or ()))]


NAMES = st.sampled_from(["*", "id", "name", "project", "a_1"])
TREES = st.recursive(
    st.none(),
    lambda inner: st.dictionaries(NAMES.filter(lambda name: name != "*"), inner, min_size=1, max_size=3),
    max_leaves=8,
)


def _built(tree: dict[str, object]) -> Fields:
    plain = [name for name, inside in tree.items() if inside is None]
    return Fields(*plain, **{name: _built(inside) for name, inside in tree.items() if inside})  # type: ignore[arg-type]


def _meaning(parts: tuple[Part, ...]) -> dict[str, object]:
    return {part.name: _meaning(part.inside) if part.inside else None for part in parts}


@given(TREES.filter(bool))
def test_random_fields_mean_the_same_to_the_reader(tree: dict[str, object]) -> None:
    assert _meaning(read_fields(str(_built(tree)))) == tree
    assert Fields(str(_built(tree))) == _built(tree)


TITLE = "Tripletex's timesheet entry search"


def test_a_field_that_there_is_not_names_the_nearest() -> None:
    with pytest.raises(UnknownField) as caught:
        check_fields(Fields("*", project="nmae"), "TimesheetEntry", TITLE)
    assert str(caught.value).startswith(
        f"{TITLE} has no field 'project.nmae'.\n  where      .fields('*,project(nmae)')\n  nearest    'name'"
    )


def test_a_plain_value_has_nothing_inside() -> None:
    with pytest.raises(WrongValue) as caught:
        check_fields(Fields(hours="name"), "TimesheetEntry", TITLE)
    assert str(caught.value) == (
        "'hours' is a plain value, and 'name' is asked for inside of it.\n"
        "  where      .fields('hours(name)')\n"
        "  nearest    'hours'"
    )


def test_types_that_are_not_known_are_not_checked() -> None:
    check_fields(Fields(projectCategory="anything(at,all)"), "Project", "Tripletex's project search")
    check_fields(Fields("anything"), "Nothing", "Nothing")

import pytest

from hypernav.documents.identity import ADDRESSES, IDENTIFIERS, NAMES, TELLING, telling_values
from hypernav.edits.three_way import merge
from hypernav.formats.evidence import has_identity
from hypernav.paging.guard import LoopGuard
from hypernav.paging.steps import Step
from hypernav.patches.json.json_patch import JsonPatch


def test_what_identifies_goes_before_where_a_thing_is_and_its_name_comes_last():
    assert (*IDENTIFIERS, *ADDRESSES, *NAMES) == TELLING
    assert len(set(TELLING)) == len(TELLING)


@pytest.mark.parametrize(
    "things",
    [[], ["a"], [{"x": 1}], [{"id": 1}, {"id": 1}], [{"id": 1}, {}], [{"id": 1}, "a"], [{"id": True}], [{"id": None}]],
    ids=repr,
)
def test_a_member_that_lacks_repeats_or_is_no_text_or_number_tells_nothing_apart(things):
    assert telling_values(things, "id") == []


def test_a_text_and_a_number_of_the_same_digits_are_two():
    assert telling_values([{"id": 1}, {"id": "1"}], "id") == [1, "1"]


@pytest.mark.parametrize("name", [*IDENTIFIERS, *NAMES])
def test_an_object_with_any_of_them_is_one_thing(name):
    assert has_identity({name: "x", "items": []})


@pytest.mark.parametrize("name", TELLING)
def test_a_page_that_repeats_under_another_address_is_noticed_by_any_of_them(name):
    guard = LoopGuard()
    pages = [[{name: place, "read": moment} for place in range(3)] for moment in range(2)]
    guard.repeat(Step("https://acme.test/x"), pages[0])
    guard.expect(Step("https://acme.test/x"), pages[0])
    assert guard.repeat(Step("https://acme.test/x"), pages[1])


@pytest.mark.parametrize("name", TELLING)
def test_a_difference_knows_items_again_by_any_of_them(name):
    before = [{name: place, "size": place, "colour": "red"} for place in range(3)]
    after = [{**before[2]}, {**before[0], "size": 9, "colour": "blue"}, {**before[1]}]
    patch = JsonPatch.diff(before, after)
    assert [each["op"] for each in patch.to_json()].count("move") == 1
    assert patch.apply(before) == after


@pytest.mark.parametrize("name", IDENTIFIERS)
def test_a_merge_keeps_both_sides_of_an_array_by_any_identifier(name):
    base = {"parts": [{name: 1, "a": 0, "b": 0}, {name: 2, "a": 0, "b": 0}]}
    mine = {"parts": [{name: 1, "a": 1, "b": 0}, {name: 2, "a": 0, "b": 0}]}
    theirs = {"parts": [{name: 1, "a": 0, "b": 1}]}
    assert merge(base, mine, theirs).document == {"parts": [{name: 1, "a": 1, "b": 1}]}

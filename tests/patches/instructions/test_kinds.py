"""The values that declare kinds of instructions."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.patches.instructions.kinds import (
    InstructionKind,
    Instructions,
    Parameter,
    camel_case,
    heading,
    snake_case,
)
from tests.edits.shop import SHOP


@pytest.mark.parametrize(
    ("camel", "snake"),
    [
        ("turnFlagOn", "turn_flag_on"),
        ("memberIDs", "member_ids"),
        ("ignoredMemberIDs", "ignored_member_ids"),
        ("cycleTriggerUrl", "cycle_trigger_url"),
        ("importURLOfShop", "import_url_of_shop"),
        ("OnVariationValue", "on_variation_value"),
        ("archive", "archive"),
        ("import", "import_"),
        ("level2Cache", "level2_cache"),
        ("already_snake", "already_snake"),
    ],
)
def test_names_become_snake_case(camel: str, snake: str) -> None:
    assert snake_case(camel) == snake


@pytest.mark.parametrize(
    ("snake", "camel"),
    [
        ("turn_flag_on", "turnFlagOn"),
        ("turnFlagOn", "turnFlagOn"),
        ("archive", "archive"),
        ("import_", "import"),
        ("memberIDs", "memberIDs"),
        ("a_b_c", "aBC"),
    ],
)
def test_names_become_camel_case(snake: str, camel: str) -> None:
    assert camel_case(snake) == camel


@given(st.lists(st.from_regex(r"[a-z][a-z0-9]+", fullmatch=True), min_size=1, max_size=4))
def test_snake_case_of_words_comes_back(words: list[str]) -> None:
    name = camel_case("_".join(words))
    assert camel_case(snake_case(name)) == name


def test_a_kind_is_found_by_both_of_its_spellings() -> None:
    assert SHOP.find("openShop") is SHOP.find("open_shop") is SHOP.kinds[0]
    assert SHOP.find("open") is None


def test_a_parameter_is_found_by_each_way_to_spell_it() -> None:
    kind = InstructionKind("x", (Parameter("variationId"), Parameter("flagKey"), Parameter("memberIDs")))
    spelled = ["variationId", "variation_id", "variation", "flag", "flag_key", "member_ids", "memberIDs"]
    expected = ["variationId"] * 3 + ["flagKey"] * 2 + ["memberIDs"] * 2
    assert [found.name for found in map(kind.parameter, spelled) if found] == expected
    assert kind.parameter("context") is None


def test_a_shortened_name_that_could_mean_two_parameters_means_none() -> None:
    kind = InstructionKind("x", (Parameter("flagId"), Parameter("flagKey")))
    assert kind.parameter("flag") is None


def test_a_parameter_that_is_named_exactly_wins() -> None:
    kind = InstructionKind("updateClause", (Parameter("clauseId"), Parameter("clause")))
    found = kind.parameter("clause")
    assert found is not None
    assert found.name == "clause"


def test_what_may_be_given_without_a_name_is_what_is_required_or_alone() -> None:
    names = {kind.name: [each.name for each in kind.positional] for kind in SHOP}
    assert names["stockGoods"] == ["shelfId", "goods"]
    assert names["updateSign"] == ["text"]
    assert names["pricing"] == []


def test_two_kinds_of_one_name_are_a_mistake_in_the_table() -> None:
    with pytest.raises(ValueError, match="Two kinds of instructions for a shop are called 'open_shop'"):
        Instructions("a shop", (InstructionKind("openShop"), InstructionKind("open_shop")))


def test_a_table_is_a_value() -> None:
    assert pickle.loads(pickle.dumps(SHOP)) == copy.deepcopy(SHOP) == SHOP
    assert len({SHOP, copy.copy(SHOP)}) == 1
    assert [kind.name for kind in SHOP] == [kind.name for kind in SHOP.kinds]
    with pytest.raises(AttributeError):
        SHOP.title = "another"  # type: ignore[misc]  # the point of the test


def test_a_table_shows_its_size_and_prints_its_kinds() -> None:
    assert repr(SHOP) == "<Instructions for a shop: 10 kinds>"
    lines = str(SHOP).splitlines()
    assert lines[0] == "Instructions for a shop"
    assert "  stock_goods(shelf_id, goods, note?)   Put goods on a shelf." in lines
    assert "  update_sign(text?)" in lines


def test_a_heading_tells_what_is_optional() -> None:
    assert heading(SHOP.kinds[2]) == "stock_goods(shelf_id, goods, note?)"

"""Instructions against the table of their kinds."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.errors import PatchError, UnknownInstruction
from hypernav.patches.instructions.checks import checked, known_kind, near_kinds, parameter_line
from hypernav.patches.instructions.kinds import InstructionKind, Instructions, Parameter
from tests.edits.shop import SHOP


def made(name: str, *arguments: Any, **parameters: Any) -> dict[str, Any]:
    return checked(known_kind(name, SHOP), arguments, parameters, title=SHOP.title)


def refusal(name: str, *arguments: Any, **parameters: Any) -> PatchError:
    with pytest.raises(PatchError) as caught:
        made(name, *arguments, **parameters)
    return caught.value


def test_an_instruction_has_its_parameters_in_the_order_of_the_table() -> None:
    assert list(made("stock_goods", note="n", goods=["a"], shelf="s").items()) == [
        ("kind", "stockGoods"),
        ("shelfId", "s"),
        ("goods", ["a"]),
        ("note", "n"),
    ]


def test_what_is_required_may_be_given_without_names() -> None:
    assert made("stock_goods", "s", ["a"]) == made("stock_goods", "s", goods=["a"])
    assert made("update_sign", "Open") == {"kind": "updateSign", "text": "Open"}


def test_none_stands_for_a_parameter_left_out_unless_null_means_something() -> None:
    assert made("stock_goods", "s", ["a"], note=None) == made("stock_goods", "s", ["a"])
    assert made("set_default", value=None) == {"kind": "setDefault", "value": None}


def test_a_keyword_of_python_has_an_underscore() -> None:
    assert made("import_goods", from_="abroad") == {"kind": "importGoods", "from": "abroad"}


def test_names_of_ids_may_be_spelled_either_way() -> None:
    assert made("invite_members", member_ids=["a"]) == made("inviteMembers", memberIDs=["a"])


def test_the_whole_message_about_an_unknown_kind() -> None:
    with pytest.raises(UnknownInstruction) as caught:
        known_kind("stock_good", SHOP)
    assert str(caught.value) == (
        "There is no instruction 'stock_good' for a shop.\n"
        "  nearest    .stock_goods\n"
        "  next       dir() lists all 10; .instruction('stockGood', …) sends any other"
    )


def test_the_whole_message_about_an_unknown_parameter() -> None:
    assert str(refusal("stock_goods", "s", gods=["a"])) == (
        "stock_goods takes no 'gods'.\n"
        "  where      an instruction for a shop\n"
        "  nearest    goods=…\n"
        "  takes      shelf_id: a text; the id of a shelf\n"
        "             goods: a list of texts\n"
        "             note: a text, optional\n"
        "  next       .instruction('stockGoods', …) sends parameters as they are, unchecked"
    )


@pytest.mark.parametrize(
    ("call", "told", "nearest"),
    [
        (("stock_goods", (), {}), "stock_goods needs shelf_id and goods.", "shelf_id=…  goods=…"),
        (("stock_goods", ("s",), {}), "stock_goods needs goods.", "goods=…"),
        (("stock_goods", ("s", [], "n"), {}), "takes 2 without a name, and 3 are given.", "note=…"),
        (("open_shop", (1,), {}), "open_shop takes nothing, and 1 is given.", ""),
        (("add_tags", ([], []), {}), "add_tags takes 1, and 2 are given.", ""),
        (("stock_goods", ("s",), {"shelf": "t"}), "is given shelf_id twice.", "shelf_id"),
        (("open_shop", (), {"when": "now"}), "open_shop takes no 'when'.", ""),
        (("pricing", (), {}), "needs exactly one of price or shares, and none is given.", "price=…"),
        (("pricing", (), {"price": 1, "shares": {}}), "one of price or shares, and 2 are given.", "price=…"),
        (("pricing", (), {"price": 1, "by": "x"}), "takes by only together with shares.", "shares=…"),
        (("pricing", (), {"cost": 1}), "pricing takes no 'cost'.", "price=…"),
        (("paint", (), {}), "needs at least one of colour or pattern, and none is given.", "colour=…"),
        (("add_tags", ("a",), {}), "takes values as a list of texts, not 'a' (str).", "['a']"),
    ],
    ids=str,
)
def test_a_call_that_does_not_fit(call: Any, told: str, nearest: str) -> None:
    error = refusal(call[0], *call[1], **call[2])
    assert error.what.endswith(told)
    assert error.details.get("nearest", "").startswith(nearest)


def test_several_at_least_is_no_mistake() -> None:
    assert made("paint", colour="red", pattern="dots")["pattern"] == "dots"


def test_choices_are_listed() -> None:
    kind = InstructionKind("paint", (Parameter("colour", "text", choices=("red", "green")),))
    with pytest.raises(PatchError) as caught:
        checked(kind, ["rde"], {}, title="a shop")
    assert (caught.value.details["nearest"], caught.value.details["one of"]) == ("'red'", "red, green")


def test_what_is_no_json_is_told_with_its_instruction_and_place() -> None:
    error = refusal("set_default", {"a": {1}})
    assert (error.what, error.details["where"]) == ("A set is not JSON.", "set_default, an instruction for a shop")
    assert error.details["at"] == "/value/a"


def test_an_endless_name_is_answered_with_a_short_message() -> None:
    with pytest.raises(UnknownInstruction) as caught:
        known_kind("x" * 1_000_000, SHOP)
    assert len(str(caught.value)) < 500
    assert len(str(refusal("open_shop", **{"y" * 1_000_000: 1}))) < 500


NAMES = "updateName updateDescription addTags removeTags replaceTags restoreItem turnItemOn addIncludedKeys archiveItem"
ITEM = Instructions("an item", tuple(InstructionKind(name) for name in NAMES.split()))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("add_tag", "add_tags"),
        ("addtags", "add_tags"),
        ("delete_tags", "remove_tags"),
        ("set_tags", "replace_tags"),
        ("set_name", "update_name"),
        ("rename", "update_name"),
        ("name", "update_name"),
        ("description", "update_description"),
        ("turn_on", "turn_item_on"),
        ("turn_on_item", "turn_item_on"),
        ("enable", "turn_item_on"),
        ("unarchive_item", "restore_item"),
        ("include_keys", "add_included_keys"),
        ("archive", "archive_item"),
        ("archvie_item", "archive_item"),
    ],
)
def test_the_nearest_kind_is_the_one_that_was_meant(typed: str, first: str) -> None:
    assert near_kinds(typed, ITEM)[0] == first


def test_what_is_like_nothing_has_no_near_kinds() -> None:
    assert near_kinds("zzz", ITEM) == []


def test_a_parameter_is_told_in_one_line() -> None:
    assert parameter_line(SHOP.kinds[2].parameters[0]) == "shelf_id: a text; the id of a shelf"

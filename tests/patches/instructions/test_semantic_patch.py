"""Semantic patches: composing, the form that is sent, reading back, and being looked at."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

from hypernav.errors import PatchConflict, PatchError, UnknownInstruction
from hypernav.patches.instructions.semantic_patch import SemanticPatch
from tests.edits.shop import PEOPLE, SHOP

OPENED = SemanticPatch(environment="north", table=SHOP).open_shop().add_tags(values=["new"]).comment("launch")
FREE = SemanticPatch(environment="production").turn_flag_on().add_targets(variationId="v", values=["a"]).comment("why")


def refusal(make: Any, kind: type[PatchError] = PatchError) -> PatchError:
    with pytest.raises(PatchError) as caught:
        make()
    assert type(caught.value) is kind
    return caught.value


# Composing


def test_the_body_is_what_is_sent_in_the_words_of_the_table() -> None:
    assert list(OPENED.body().items()) == [
        ("comment", "launch"),
        ("place", "north"),
        ("instructions", [{"kind": "openShop"}, {"kind": "addTags", "values": ["new"]}]),
    ]
    assert OPENED.content_type == "application/json; model=shop"


def test_without_a_table_any_kind_goes() -> None:
    assert FREE.body() == {
        "comment": "why",
        "environmentKey": "production",
        "instructions": [{"kind": "turnFlagOn"}, {"kind": "addTargets", "variationId": "v", "values": ["a"]}],
    }
    assert FREE.content_type == "application/json"


def test_names_may_be_spelled_as_the_api_spells_them() -> None:
    assert SemanticPatch().turnFlagOn() == SemanticPatch().turn_flag_on()
    assert SemanticPatch(table=SHOP).stockGoods(shelfId="s", goods=[]) == SemanticPatch(table=SHOP).stock_goods("s", [])


def test_composing_never_changes_what_it_began_with() -> None:
    start = SemanticPatch(table=SHOP)
    start.open_shop()
    start.comment("x")
    start.for_environment("south")
    assert (len(start), start.comment_text, start.environment) == (0, "", "")


def test_what_was_given_and_what_is_read_are_copies() -> None:
    goods = ["a"]
    patch = SemanticPatch(table=SHOP).stock_goods("s", goods).instruction("x", deep={"a": goods})
    goods.append("b")
    patch.instructions[0]["goods"].append("c")
    patch.for_environment("north").body()["instructions"][0]["goods"].append("d")
    next(iter(patch))["goods"].append("e")
    assert [one.get("goods", one.get("deep")) for one in patch.instructions] == [["a"], {"a": ["a"]}]


def test_a_comment_and_an_environment_can_be_replaced_and_taken_away() -> None:
    assert OPENED.comment("other").comment_text == "other"
    assert "comment" not in OPENED.comment("").body()
    assert OPENED.for_environment("south").body()["place"] == "south"
    assert OPENED.for_environment("").environment == ""


def test_an_instruction_can_be_said_that_no_table_knows() -> None:
    patch = SemanticPatch(table=SHOP).instruction("paintShop", colour="red", snake_case=1)
    assert patch.instructions == ({"kind": "paintShop", "colour": "red", "snake_case": 1},)


def test_parameters_of_any_name_can_be_said() -> None:
    names = {"self": 1, "cls": 2, "a-b": 3, "table": 4}
    assert SemanticPatch().instruction("x", **names).instructions == ({"kind": "x", **names},)


def test_two_patches_are_added_in_order_with_both_comments() -> None:
    later = SemanticPatch(table=SHOP).close_shop().comment("night")
    both = OPENED + later
    assert [one["kind"] for one in both] == ["openShop", "addTags", "closeShop"]
    assert (both.environment, both.comment_text, both.table) == ("north", "launch\nnight", SHOP)
    assert (OPENED + OPENED).comment_text == "launch"
    assert (SemanticPatch() + OPENED).table is SHOP


def test_patches_for_two_environments_or_two_resources_are_not_added() -> None:
    error = refusal(lambda: OPENED + OPENED.for_environment("south"), PatchConflict)
    assert error.what == "A patch is for one environment, not for 'north' and 'south'."
    error = refusal(lambda: OPENED + SemanticPatch(table=PEOPLE), PatchConflict)
    assert error.what == "A patch is for one sort of resource, not for a shop and people."
    with pytest.raises(TypeError):
        OPENED + 1  # type: ignore[operator]  # the point of the test


def test_a_class_of_ones_own_stays_so() -> None:
    class Mine(SemanticPatch):
        """A patch of another class."""

    made = Mine(table=SHOP).open_shop().comment("x").for_environment("a").instruction("y").checked
    assert type(Mine(table=SHOP).open_shop().comment("x") + OPENED) is Mine
    assert type(made.__self__) is Mine


# What is refused


def test_a_kind_that_is_not_in_the_table_is_refused_by_name() -> None:
    error = refusal(lambda: SemanticPatch(table=SHOP).opne_shop(), UnknownInstruction)
    assert isinstance(error, AttributeError)
    assert error.details["nearest"].startswith(".open_shop")


def test_a_call_that_does_not_fit_is_refused() -> None:
    assert refusal(lambda: OPENED.stock_goods("s")).what == "stock_goods needs goods."


def test_an_environment_must_be_named_where_an_instruction_needs_one() -> None:
    patch = SemanticPatch(table=SHOP).add_tags(["a"]).open_shop()
    assert str(refusal(patch.body)) == (
        "open_shop needs an environment, and none is named.\n"
        "  where      instruction 2 of 2 for a shop\n"
        '  next       instruct(environment="…") or .for_environment("…") names it by its key'
    )
    assert SemanticPatch(table=SHOP).add_tags(["a"]).body()["instructions"]
    assert patch.for_environment("north").body()["place"] == "north"


def test_an_environment_that_is_known_not_to_exist_is_refused() -> None:
    assert str(refusal(lambda: OPENED.body(environments=["south", "nroth", "test"]))) == (
        "There is no environment 'north'.\n"
        "  nearest    'nroth'  'south'\n"
        "  environments south, nroth, test\n"
        '  next       .for_environment("…") names another one'
    )
    assert OPENED.body(environments={"north"}) == OPENED.body()
    assert FREE.for_environment("").body(environments=["x"])["instructions"]


def test_an_environment_is_refused_where_none_can_be_named() -> None:
    error = refusal(lambda: SemanticPatch(environment="north", table=PEOPLE))
    assert error.what == "The instructions for people take no environment, and 'north' is named."
    assert refusal(lambda: SemanticPatch(table=PEOPLE).for_environment("north")).what == error.what


def test_a_patch_without_instructions_is_not_sent() -> None:
    error = refusal(SemanticPatch(table=SHOP).body)
    assert error.what == "There are no instructions in this patch, and APIs refuse one without any."
    assert error.details["next"] == "add one: .open_shop(…), dir() lists all"
    assert refusal(SemanticPatch().body).details["next"] == "add one"


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: OPENED.comment(5), "A comment is a text, not 5."),
        (lambda: OPENED.for_environment(None), "An environment is named by its key, a text, not None."),
        (lambda: SemanticPatch(environment=["a"]), "An environment is named by its key, a text, not ['a']."),  # type: ignore[arg-type]  # the point
        (lambda: OPENED.instruction(""), "An instruction has one kind, a text, not ''."),
        (lambda: OPENED.instruction(5), "An instruction has one kind, a text, not 5."),
        (lambda: OPENED.instruction("a", kind="b"), "An instruction has one kind, a text, not 'b'."),
        (lambda: OPENED.instruction("a", b={1}), "A set is not JSON."),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_refused(make: Any, told: str) -> None:
    assert refusal(make).what == told


# Checked later


def test_a_patch_made_without_a_table_is_checked_against_one_later() -> None:
    patch = SemanticPatch(environment="north").stock_goods(shelf="s", goods=["a"]).comment("x")
    made = patch.checked(SHOP)
    assert made.body() == {
        "comment": "x",
        "place": "north",
        "instructions": [{"kind": "stockGoods", "shelfId": "s", "goods": ["a"]}],
    }
    assert made.checked() == made
    assert patch.checked() is patch


@pytest.mark.parametrize(
    ("patch", "kind"),
    [
        (SemanticPatch().paint_shop(), UnknownInstruction),
        (SemanticPatch().stock_goods(goods=[]), PatchError),
        (SemanticPatch(table=SHOP).instruction("addTags", values="a"), PatchError),
    ],
    ids=repr,
)
def test_checking_later_finds_what_does_not_fit(patch: SemanticPatch, kind: type[PatchError]) -> None:
    refusal(lambda: patch.checked(SHOP), kind)


def test_checking_against_a_table_without_environments_refuses_one() -> None:
    refusal(lambda: SemanticPatch(environment="north").add_tags(values=[]).checked(PEOPLE))


# Documents


def test_a_patch_survives_its_json() -> None:
    assert SemanticPatch.loads(OPENED.dumps(), table=SHOP) == OPENED
    assert SemanticPatch.loads(FREE.dumps(indent=2)) == FREE
    assert json.loads(FREE.dumps()) == FREE.body()
    assert SemanticPatch.loads(SemanticPatch().dumps()) == SemanticPatch()


def test_a_body_or_a_list_of_instructions_becomes_a_patch() -> None:
    assert SemanticPatch.of(FREE.body()) == FREE
    assert SemanticPatch.of(list(FREE)).instructions == FREE.instructions


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "This is no JSON: "),
        ("[" * 100_000, "This is no JSON: "),
        ("5", "A semantic patch is a JSON object, not 5."),
        ("{}", "The instructions of a semantic patch are a list of objects."),
        ('{"instructions": [1]}', "The instructions of a semantic patch are a list of objects."),
        ('{"instructions": [{"king": 1}]}', "An instruction has one kind, a text, not ''."),
        ('{"instructions": [{"kind": 1}]}', "An instruction has one kind, a text, not 1."),
        ('{"instruction": []}', "A semantic patch has no member 'instruction'."),
        ('{"comment": 1, "instructions": []}', "A comment is a text, not 1."),
        ('{"environmentKey": 1, "instructions": []}', "An environment is named by its key, a text, not 1."),
    ],
    ids=lambda text: text[:30],
)
def test_a_text_that_is_no_semantic_patch_is_refused(text: str, told: str) -> None:
    assert refusal(lambda: SemanticPatch.loads(text)).what.startswith(told)


def test_a_misspelled_member_is_told_with_the_nearest() -> None:
    assert refusal(lambda: SemanticPatch.of({"instruction": []})).details["nearest"] == "'instructions'"


# As a value


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
KIND = st.sampled_from("turnFlagOn comment addURL body _x keys lambda Ab a-b".split()) | st.text(min_size=1)
PARAMETERS = st.dictionaries(st.sampled_from("values memberIDs from snake_case a-b self".split()) | st.text(), JSON)


@given(st.text(), st.text(), st.lists(st.tuples(KIND, PARAMETERS), max_size=4))
def test_every_patch_survives_its_repr_its_json_and_a_pickle(
    environment: str, comment: str, instructions: list[tuple[str, dict[str, Any]]]
) -> None:
    patch = SemanticPatch(environment=environment).comment(comment)
    for kind, parameters in instructions:
        parameters.pop("kind", None)
        patch = patch.instruction(kind, **parameters)
    assert eval(repr(patch), {"SemanticPatch": SemanticPatch}) == patch
    assert SemanticPatch.loads(patch.dumps()) == patch
    assert pickle.loads(pickle.dumps(patch)) == patch
    assert hash(copy.deepcopy(patch)) == hash(patch)
    assert all(line.isprintable() for line in str(patch).splitlines())


def test_patches_that_say_the_same_are_equal_whatever_they_were_checked_against() -> None:
    plain = SemanticPatch(environment="north").open_shop()
    assert plain == SemanticPatch(environment="north", table=SHOP).open_shop()
    assert len({plain, plain.comment(""), plain.comment("x"), plain.for_environment("south"), plain.open_shop()}) == 4
    assert SemanticPatch().a_b(x=1) == SemanticPatch().a_b(x=1.0) != SemanticPatch().a_b(x=True)
    assert plain != [{"kind": "openShop"}]


def test_the_repr_can_be_pasted() -> None:
    assert repr(OPENED) == ("SemanticPatch(environment='north').open_shop().add_tags(values=['new']).comment('launch')")
    assert repr(SemanticPatch()) == "SemanticPatch()"
    long = SemanticPatch().add_targets(values=["x" * 50]).add_tags(values=["y" * 50])
    assert repr(long).startswith("(\n    SemanticPatch()\n    .add_targets(values=['xxx")


def test_print_shows_a_numbered_list() -> None:
    assert str(OPENED) == '2 instructions for a shop in "north": "launch"\n  1  open_shop\n  2  add_tags  values: "new"'


def test_a_patch_has_a_length_and_yields_its_instructions() -> None:
    assert len(OPENED) == 2
    assert list(OPENED) == list(OPENED.instructions)
    assert not SemanticPatch()


# Looked at by tools


@pytest.mark.parametrize("patch", [SemanticPatch(), OPENED], ids=["without a table", "with one"])
@pytest.mark.parametrize(
    "name",
    ["_repr_html_", "_ipython_display_", "__array__", "__len_hint__", "dtype", "shape", "iloc", "keys", "items", "read",
     "trait_names", "_ipython_canary_method_should_not_exist_", "__wrapped__", "__name__", "compute"],
)  # fmt: skip
def test_names_that_tools_probe_are_not_there(patch: SemanticPatch, name: str) -> None:
    assert not hasattr(patch, name)


def test_what_no_table_has_is_not_there() -> None:
    assert hasattr(OPENED, "open_shop")
    assert not hasattr(OPENED, "paint_the_shop")
    assert getattr(OPENED, "paint_the_shop", None) is None


def test_tab_lists_the_kinds_and_the_methods() -> None:
    listed = dir(OPENED)
    assert {kind.identifier for kind in SHOP} <= set(listed)
    assert {"comment", "for_environment", "instruction", "body", "content_type", "loads", "dumps", "checked"} <= set(
        listed
    )
    assert all(hasattr(OPENED, name) for name in listed)
    assert "open_shop" not in dir(SemanticPatch())


def test_tab_in_a_notebook_offers_them() -> None:
    shell = InteractiveShell()
    shell.user_ns["patch"] = OPENED
    with provisionalcompleter():
        offered = {one.text.lstrip(".") for one in shell.Completer.completions("patch.sto", 9)}
    assert any(text.startswith("stock_goods") for text in offered)


def test_a_question_mark_shows_what_a_kind_takes() -> None:
    shell = InteractiveShell()
    shell.user_ns["patch"] = OPENED
    found = shell.object_inspect("patch.stock_goods")
    assert found["found"]
    assert "Put goods on a shelf." in found["docstring"]
    assert "shelf_id: 'str'" in found["definition"] or "shelf_id: str" in found["definition"]
    assert inspect.signature(OPENED.stock_goods).parameters["note"].default is None


def test_attributes_cannot_be_set() -> None:
    for name in ("comment", "environment", "anything"):
        with pytest.raises(AttributeError):
            setattr(SemanticPatch(), name, "x")

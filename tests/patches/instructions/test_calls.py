"""The functions that a semantic patch's attributes give."""

from __future__ import annotations

import inspect
from datetime import datetime
from typing import Any

import pytest

from hypernav.errors import PatchError
from hypernav.patches.instructions.calls import checked_call, unchecked
from hypernav.patches.instructions.kinds import InstructionKind, Parameter, ParameterKind
from tests.edits.shop import SHOP

STOCK = SHOP.kinds[2]


def test_a_call_hands_its_instruction_on() -> None:
    made = checked_call(STOCK, "a shop", lambda instruction: [instruction])("s", goods=["a"])
    assert made == [{"kind": "stockGoods", "shelfId": "s", "goods": ["a"]}]


def test_its_help_says_what_it_takes() -> None:
    call = checked_call(STOCK, "a shop", dict)
    assert (call.__name__, call.__qualname__) == ("stock_goods", "SemanticPatch.stock_goods")
    assert inspect.getdoc(call) == (
        "Put goods on a shelf.\n\n"
        "Returns the patch with this instruction. Needs an environment. Sends nothing.\n\n"
        "Args:\n"
        "    shelf_id: a text; the id of a shelf\n"
        "    goods: a list of texts\n"
        "    note: a text, optional"
    )


def test_its_signature_has_what_is_required_first_and_the_rest_by_name() -> None:
    signature = inspect.signature(checked_call(STOCK, "a shop", dict))
    shown = "(shelf_id: str, goods: list[str], *, note: str | None = None) -> 'SemanticPatch'"
    assert str(signature) == shown


@pytest.mark.parametrize(
    ("kind", "annotation"),
    [("milliseconds", int | datetime), ("integers by name", dict[str, int]), ("value", Any), ("boolean", bool)],
)
def test_parameters_are_annotated(kind: ParameterKind, annotation: Any) -> None:
    call = checked_call(InstructionKind("x", (Parameter("y", kind),)), "a shop", dict)
    assert inspect.signature(call).parameters["y"].annotation == annotation


def test_a_single_optional_parameter_may_be_given_without_its_name() -> None:
    call = checked_call(SHOP.kinds[4], "a shop", dict)
    assert call("Open") == {"kind": "updateSign", "text": "Open"}
    assert str(inspect.signature(call)).startswith("(text: str | None = None)")


def test_without_a_doc_the_kind_is_named() -> None:
    assert (inspect.getdoc(checked_call(SHOP.kinds[4], "a shop", dict)) or "").startswith("Add updateSign.\n")


def test_an_unchecked_call_turns_names_into_those_of_the_api() -> None:
    call = unchecked("launch_rocket", lambda kind, **parameters: (kind, parameters))
    assert call(count_down=3, onBoard=["a"]) == ("launchRocket", {"countDown": 3, "onBoard": ["a"]})
    assert inspect.getdoc(call) == "Return the patch with an instruction 'launchRocket', unchecked. Sends nothing."


def test_an_unchecked_call_needs_names() -> None:
    with pytest.raises(PatchError) as caught:
        unchecked("add_tags", dict)(["a"])
    assert str(caught.value) == (
        "add_tags takes its parameters by name: without a table, nobody knows their order.\n"
        "  next       add_tags(parameter=value)"
    )

"""The grammar held to the standard's own test cases, and the compiler to what the grammar reads of them.

The file holds 840 cases of which 79 are to fail. 521 are of rules that are read here, 54 of these to fail; the other
rules are about resource paths, context fragments and headers. The queries of resource paths are read too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from hypernav.sandbox.odata.grammar import RULES, GrammarError, parse, parse_filter
from hypernav.sandbox.odata.grammar.tree import Lambda, Node
from hypernav.sandbox.odata.grammar.tree import Path as TreePath
from hypernav.search import Query
from tests.search.odata.expressions import NotSayable, expression_of
from tests.search.odata.trips import LATEST

pytestmark = pytest.mark.specs

NEXT_TO = {"$filter= true", "Products/all()"}
"""Cases that fail one character before the place which the standard's own tool names."""
NO_PATHS = {"odataUri", "odataRelativeUri"}


@pytest.fixture(scope="module")
def standard(specs: Path) -> dict[str, Any]:
    return json.loads((specs / "odata" / "odata-abnf-testcases.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def cases(standard: dict[str, Any]) -> list[dict[str, Any]]:
    return [case for case in standard["TestCases"] if case["Rule"] in RULES]


def test_the_rules_cover_what_is_said_above(standard, cases):
    assert len(standard["TestCases"]) == 840
    assert len(cases) == 521
    assert len([case for case in cases if "FailAt" in case]) == 54


def read(case: dict[str, Any], standard: dict[str, Any]) -> Any:
    return parse(case["Rule"], case["Input"], in_url=True, custom=standard["Constraints"]["customName"])


def test_what_the_standard_accepts_is_read(standard, cases):
    failed = []
    for case in cases:
        if "FailAt" not in case:
            try:
                read(case, standard)
            except GrammarError as error:
                failed.append((case["Rule"], case["Input"], str(error)))
    assert failed == []


def test_what_the_standard_refuses_is_refused_at_the_same_place(standard, cases):
    wrong = []
    for case in cases:
        if "FailAt" not in case:
            continue
        with pytest.raises(GrammarError) as caught:
            read(case, standard)
        if caught.value.position != int(case["FailAt"]) - (case["Input"] in NEXT_TO):
            wrong.append((case["Rule"], case["Input"], case["FailAt"], str(caught.value)))
    assert wrong == []


def test_the_queries_of_whole_addresses_are_read(standard):
    read_here = 0
    for case in standard["TestCases"]:
        path, mark, query = case["Input"].partition("?")
        if case["Rule"] in NO_PATHS and mark and query and "FailAt" not in case and "$batch" not in path:
            assert parse("queryOptions", query, in_url=True)
            read_here += 1
    assert read_here == 69


def renamed(tree: Any, names: Mapping[str, str] | None = None) -> Any:
    """Return a tree with its lambda variables called by their depth, since their names mean nothing."""
    names = names or {}
    if isinstance(tree, tuple):
        return tuple(renamed(each, names) for each in tree)
    if isinstance(tree, TreePath):
        return replace(tree, root=names.get(tree.root, tree.root))
    if isinstance(tree, Lambda):
        name = f"v{len(names)}"
        condition = renamed(tree.condition, {**names, tree.variable: name})
        return replace(tree, collection=renamed(tree.collection, names), variable=name, condition=condition)
    if isinstance(tree, Node):
        return replace(tree, **{each.name: renamed(getattr(tree, each.name), names) for each in fields(tree)})
    return tree


def test_filters_that_expressions_can_say_are_compiled_to_the_same_tree(standard, cases):
    said = []
    for case in cases:
        if "FailAt" in case or case["Rule"] not in {"filter", "boolCommonExpr", "commonExpr", "notExpr"}:
            continue
        found = read(case, standard)
        tree: Node = found.value if case["Rule"] == "filter" else found
        try:
            expression = expression_of(tree)
        except NotSayable:
            continue
        compiled = dict(LATEST.compile(Query(conditions=(expression,))).calls[0].parameters)["$filter"]
        assert renamed(parse_filter(compiled)) == renamed(tree), case["Input"]
        said.append(case["Input"])
    assert len(said) == 39

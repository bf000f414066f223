"""Random expressions: the console finds for their criteria what the expressions mean, and is asked nothing else."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from hypernav.apis.insightvm import criteria, from_criteria
from hypernav.apis.insightvm.sandbox.criteria.criteria import read_criteria
from hypernav.apis.insightvm.sandbox.criteria.evaluation import matching_assets
from hypernav.errors import NotExpressible
from hypernav.search import Every, Negation, Some, Term
from tests.apis.insightvm.sandbox.records import matches
from tests.apis.insightvm.sandbox.test_criteria import numbered
from tests.apis.insightvm.search.cases import PAIRS, expression_of
from tests.apis.insightvm.search.test_opposites import OPPOSED


@pytest.fixture(scope="module")
def meaning(records):
    """Return what finds the assets that an expression means, by plain Python."""
    known = {}

    def of_pair(pair):
        if pair not in known:
            condition = numbered(expression_of(*pair, records)[1])
            known[pair] = frozenset(number for number, record in records.items() if matches(record, condition))
        return known[pair]

    def found(expression, pairs):
        if isinstance(expression, Negation):
            return frozenset(records) - found(expression.part, pairs)
        if isinstance(expression, Term):
            return of_pair(pairs[expression])
        join = frozenset.intersection if isinstance(expression, Every) else frozenset.union
        return join(*(found(part, pairs) for part in expression.parts))

    return found


@some.composite
def flat(draw):
    """Draw pairs of field and operator with a sign each, what joins them, and whether the whole is negated."""
    negated = draw(some.booleans())
    signs = draw(some.lists(some.booleans(), min_size=1, max_size=5))
    # A comparison that ends up negated must have an opposite.
    pairs = [draw(some.sampled_from(OPPOSED if sign != negated else PAIRS)) for sign in signs]
    return list(zip(pairs, signs, strict=True)), draw(some.sampled_from((and_, or_))), negated


UNHURRIED = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])


@UNHURRIED
@given(drawn=flat())
def test_criteria_find_what_the_expression_means(reader, records, meaning, drawn):
    signed, join, negated = drawn
    pairs = {expression_of(*pair, records)[0]: pair for pair, _ in signed}
    terms = [expression_of(*pair, records)[0] for pair, _ in signed]
    expression = reduce(join, [~term if sign else term for term, (_, sign) in zip(terms, signed, strict=True)])
    expression = ~expression if negated else expression
    document = criteria(expression)
    found = matching_assets(reader.console.world, read_criteria(document))
    assert frozenset(found) == meaning(expression, pairs)
    assert criteria(from_criteria(document)) == document
    assert len(document["filters"]) == len(signed)


@UNHURRIED
@given(
    drawn=some.recursive(
        some.sampled_from(PAIRS[:40]), lambda inner: some.tuples(some.sampled_from("&|"), inner, inner), max_leaves=6
    )
)
def test_a_tree_is_said_exactly_where_it_has_one_kind_of_group(records, drawn):
    expression = built(drawn, records)
    kinds = kinds_of(expression)
    if len(kinds) > 1:
        with pytest.raises(NotExpressible, match="has one match for all filters"):
            criteria(expression)
    else:
        document = criteria(expression)
        assert document["match"] == ("any" if Some in kinds else "all")
        assert len(document["filters"]) == len(list(expression.terms()))


def built(drawn, records):
    if drawn[0] not in ("&", "|"):
        return expression_of(*drawn, records)[0]
    left, right = (built(each, records) for each in drawn[1:])
    return left & right if drawn[0] == "&" else left | right


def kinds_of(expression):
    if not isinstance(expression, Every | Some):
        return set()
    return {type(expression)}.union(*map(kinds_of, expression.parts))

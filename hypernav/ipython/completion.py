"""What TAB offers where code is being typed that cannot be run: fields and operators of searches, and instructions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from hypernav.edits import bound_patch as instructing
from hypernav.errors import HypernavError
from hypernav.names import is_probe
from hypernav.navigator import Navigator
from hypernav.patches.instructions.semantic_patch import SemanticPatch
from hypernav.resource import RESERVED, Resource, node_of
from hypernav.search.choosing import dialect_at
from hypernav.search.operators import offered as common_operators
from hypernav.search.search import Search

_CHAIN = r"(?<![\w.)\]])([A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*?)\s*\.\s*%s\s*\("
_SEARCHED, _INSTRUCTED = (re.compile(_CHAIN % method) for method in ("where", "instruct"))
_ARGUMENTS = r"""\((?:[^()"'\n]|"[^"\n]*"|'[^'\n]*')*\)"""
_IN_INSTRUCTIONS = re.compile(rf"\binstruct\s*{_ARGUMENTS}(?:\s*\.\s*\w+\s*{_ARGUMENTS})*\s*\.\s*(?P<typed>\w*)$")
_IN_FIELD = re.compile(r"""\bwhere\s*\(\s*(?P<quote>["'])(?P<typed>[^"'\n]*)$""")
_IN_OPERATOR = re.compile(
    r"""\bwhere\s*\(\s*(?P<quote>["'])(?P<field>[^"'\n]+)(?P=quote)\s*"""
    r"""(?:,\s*strict\s*=\s*\w+\s*|(?P<local>,\s*locally\s*=\s*True\s*))*\)\s*\.\s*(?P<typed>\w*)$"""
)
_IN_SEARCH = re.compile(rf"\bwhere\s*{_ARGUMENTS}(?:\s*\.\s*\w+\s*{_ARGUMENTS})*\s*\.\s*(?P<typed>\w*)$")


class Offer(NamedTuple):
    """Hold what TAB offers: the fragment typed so far, what may stand for it, and what that is."""

    typed: str
    texts: Sequence[str]
    kind: str


def offer(text: str, names: Mapping[str, Any]) -> Offer | None:
    """Return what may follow a piece of code that ends in a search or in instructions, else None. Sends nothing.

    Args:
        text: The code before the cursor.
        names: The variables that the code sees.

    >>> import hypernav as hn
    >>> ivm = hn.connect("insightvm", sandbox=True)
    >>> offer('ivm.assets.where("risk-', {"ivm": ivm}).texts
    ['risk-score']
    >>> "is_greater_than" in offer('ivm.assets.where("risk-score").', {"ivm": ivm}).texts
    True
    """
    instruction = _IN_INSTRUCTIONS.search(text)
    if instruction is not None:
        return _instructions(instruction["typed"], _place(_INSTRUCTED.findall(text), names))
    operator, field, further = _IN_OPERATOR.search(text), _IN_FIELD.search(text), _IN_SEARCH.search(text)
    if operator is None and field is None and further is None:
        return None
    place = _place(_SEARCHED.findall(text), names)
    dialect = dialect_at(node_of(place)) if place is not None else None
    if dialect is None:
        return None
    if operator is not None:
        # What is filtered here may be any member, by any of the words that mean the same everywhere.
        local = list(common_operators()) if operator["local"] else []
        found = local or [each.identifier for each in dialect.operators_of(operator["field"])]
        return _offered(operator["typed"], found, "function")
    if field is not None:
        return _offered(field["typed"], list(dialect.vocabulary.fields), "property")
    assert further is not None
    return _offered(further["typed"], [name for name in vars(Search) if not name.startswith("_")], "function")


def _offered(typed: str, texts: list[str], kind: str) -> Offer | None:
    wanted = typed.casefold()
    found = [text for text in dict.fromkeys(texts) if text.casefold().startswith(wanted)]
    return Offer(typed, found, kind) if found else None


def _instructions(typed: str, place: Resource | None) -> Offer | None:
    table = instructing.table_at(node_of(place)) if place is not None else None
    if table is None:
        return None
    own = [name for name in dir(instructing.BoundPatch) if not name.startswith("_")]
    return _offered(typed, [*dir(SemanticPatch(table=table)), *own], "function")


def _place(chains: Sequence[str], names: Mapping[str, Any]) -> Resource | None:
    """Return the place that is meant: the last of the chains of names that leads to one."""
    for chain in reversed(chains):
        found = _named([part.strip() for part in chain.split(".")], names)
        if found is not None:
            return found
    return None


def _named(chain: list[str], names: Mapping[str, Any]) -> Resource | None:
    thing = names.get(chain[0])
    for name in chain[1:]:
        if isinstance(thing, Navigator):
            thing = thing.root
            if name == "root":
                continue
        # Only relations are followed: what has another name may send.
        if not isinstance(thing, Resource) or name in RESERVED or is_probe(name):
            return None
        try:
            thing = getattr(thing, name)
        except (HypernavError, AttributeError):
            return None
    if isinstance(thing, Navigator):
        return thing.root
    if isinstance(thing, Search):
        place: Resource = thing.place
        return place
    return thing if isinstance(thing, Resource) else None

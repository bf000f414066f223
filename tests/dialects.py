"""Every dialect that hypernav has, found where it lives, and the pages of tables made of them."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import hypernav.apis
import hypernav.search
from hypernav.search import Dialect, Field, Operator, Vocabulary

PAGE = Path(__file__).resolve().parent.parent / "docs" / "guide" / "search-tables.md"
_MOST_VALUES = 14
_ABOUT = """\
What [`where`](searching.md) takes. Operators stand as they are typed; Python's `==`, `!=`, `<`, `<=`, `>` and `>=`, and
common words such as `startswith`, are understood where they mean the same. An enumerated value stands as it is sent,
with its name behind it where it has one; both are understood. Above each table stands where it applies: at addresses of
an API, or else in the dialect of that name in the code.

This page is made of the tables that searches are checked by."""


def dialects() -> dict[str, Dialect]:
    """Return each dialect by the name of its module and constant, in the order of modules."""
    found: dict[str, Dialect] = {}
    for module in _modules():
        for name, value in vars(importlib.import_module(module)).items():
            for label, each in _dialects_in(name, value):
                if all(each is not known for known in found.values()):
                    found[f"{module}:{label}"] = each
    return found


def _modules() -> Iterator[str]:
    for package in (hypernav.search, hypernav.apis):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            # What has a public face is named by it; other files that import a dialect only use it.
            if "sandbox" not in module.name.split(".") and (module.ispkg or _assigns_a_constant(module.name)):
                yield module.name


def _assigns_a_constant(module: str) -> bool:
    loaded = importlib.import_module(module)
    tree = ast.parse(inspect.getsource(loaded))
    taken = {each.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for each in node.names}
    return any(name not in taken and any(_dialects_in(name, value)) for name, value in vars(loaded).items())


def _dialects_in(name: str, value: object) -> Iterator[tuple[str, Dialect]]:
    if isinstance(value, Dialect) and not name.startswith("_"):
        yield name, value
    if isinstance(value, Mapping) and not name.startswith("_"):
        yield from ((f"{name}[{key!r}]", each) for key, each in value.items() if isinstance(each, Dialect))


def api_of(name: str) -> str:
    """Return the folder of the API that a dialect belongs to, ``""`` for one that any API may speak."""
    parts = name.partition(":")[0].split(".")
    return parts[2] if parts[1] == "apis" else ""


def tables() -> str:
    """Return the page with a table of fields and operators a dialect."""
    found = dialects()
    parts = ["# Fields and operators", _ABOUT]
    for api in sorted({api_of(name) for name in found}):
        parts.append(f"## {title_of(api, found)}")
        for names in _alike(name for name in found if api_of(name) == api):
            first, *others = dict.fromkeys(found[name].title for name in names)
            owner = f"{title_of(api, found)}'s "
            parts.append("### " + ", ".join([first, *(other.removeprefix(owner) for other in others)]))
            parts += [_spoken(api, names), _table(found[names[0]])]
    return "\n\n".join(filter(None, parts)) + "\n"


def title_of(api: str, found: Mapping[str, Dialect]) -> str:
    """Return an API's name as the titles of its dialects write it: ``GitHub`` of ``GitHub's issue search``."""
    owners = [found[name].title.rpartition("'s ")[0] for name in found if api_of(name) == api]
    return next(filter(None, owners), "Any API")


def _alike(names: Iterable[str]) -> Iterable[list[str]]:
    """Return the names of dialects by their tables, each table once; those without fields have none."""
    found = dialects()
    alike: dict[str, list[str]] = {}
    for name in names:
        if found[name].vocabulary.fields or found[name].vocabulary.other is not None:
            alike.setdefault(_table(found[name]), []).append(name)
    return alike.values()


def _spoken(api: str, names: Sequence[str]) -> str:
    """Return where dialects are spoken: at which places, or by which object of a module."""
    profile = getattr(importlib.import_module(f"hypernav.apis.{api}"), "PROFILE", None) if api else None
    if profile is not None:
        spoken = [dialects()[name] for name in names]
        paths = [place.path for place in profile.places if place.search and _named(place.search) in spoken]
        if paths:
            return "At " + ", ".join(f"`{path}`" for path in paths) + "."
    objects = (name.replace(":", ".").replace("'", '"') for name in names)
    return "As " + ", ".join(f"`{each}`" for each in objects) + "."


def _named(reference: str) -> object:
    module, _, constant = reference.partition(":")
    return getattr(importlib.import_module(module), constant)


def _table(dialect: Dialect) -> str:
    vocabulary = dialect.vocabulary
    told = any(field.title for field in vocabulary.fields.values())
    rows = [["field", *_only(told, "what it is"), "values", "operators"]]
    rows.append(["---"] * len(rows[0]))
    rows += [
        _row(f"`{_cell(field.name)}`", field, dialect.operators_of(field.name), told)
        for field in vocabulary.fields.values()
    ]
    if vocabulary.other is not None:
        operators = [vocabulary.operators[name] for name in vocabulary.other.operators]
        rows.append(_row(_others(vocabulary), vocabulary.other, operators, told))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(name: str, field: Field, operators: Sequence[Operator], told: bool) -> list[str]:
    typed = " ".join(f"`{each.identifier}`" for each in operators)
    return [name, *_only(told, _cell(field.title)), _values(field), typed]


def _only(told: bool, text: str) -> list[str]:
    return [text] if told else []


def _others(vocabulary: Vocabulary) -> str:
    """Return what fields are called that are not listed: what all of them begin with, if anything."""
    begins = re.match(r"[a-z]+(?=\\\.|\(\\\.)", vocabulary.pattern)
    if begins:
        return f"`{begins[0]}.…`"
    return "any other" if vocabulary.fields else "any"


def _values(field: Field) -> str:
    if not field.values:
        return field.kind
    shown = [
        f"`{_cell(str(each.value))}`" + (f" {_cell(each.name)}" if str(each.value) != each.name else "")
        for each in field.values[:_MOST_VALUES]
    ]
    more = len(field.values) - _MOST_VALUES
    return ", ".join(shown) + (f", … {more} more" if more > 0 else "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.path[:0] = [str(PAGE.parent.parent.parent)]
    PAGE.write_text(tables(), encoding="utf-8")

"""Every dialect that hypernav has, found where it lives, and the pages of tables made of them."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import hypernav.apis
import hypernav.search
from hypernav.search import Dialect, Field, Operator

PAGE = Path(__file__).resolve().parent.parent / "docs" / "guide" / "search-tables.md"
_MOST_VALUES = 14
_ABOUT = """\
Made of the tables in the code by `make refresh`, and compared with them by the tests. Operators stand as they are
typed; Python's `==`, `!=`, `<`, `<=`, `>` and `>=`, and common words such as `startswith`, are understood where they
mean the same."""


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
            if not {"data", "server"} & set(module.name.split(".")):
                yield module.name


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
        parts.append(f"## {_title(api)}")
        for name, dialect in found.items():
            if api_of(name) == api:
                parts += [f"### {dialect.title}", _table(dialect)]
    return "\n\n".join(parts) + "\n"


def _title(api: str) -> str:
    return api.replace("_", " ").capitalize() if api else "Any API"


def _table(dialect: Dialect) -> str:
    vocabulary = dialect.vocabulary
    rows = [_row(field, dialect.operators_of(field.name)) for field in vocabulary.fields.values()]
    if vocabulary.other is not None:
        others = [vocabulary.operators[name] for name in vocabulary.other.operators]
        rows.append(_row(Field("", vocabulary.other.kind, ()), others))
    return "\n".join(["| field | values | operators |", "|---|---|---|", *rows])


def _row(field: Field, operators: Sequence[Operator]) -> str:
    name = f"`{_cell(field.name)}`" if field.name else "any other"
    return f"| {name} | {_values(field)} | {' '.join(f'`{each.identifier}`' for each in operators)} |"


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

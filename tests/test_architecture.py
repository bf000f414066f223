"""The page on architecture: it names each package once, and files and functions that exist."""

from __future__ import annotations

import ast
import re

import pytest

from tests import house
from tests.house import PACKAGE, ROOT, ROWS

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`([\w/]+\.py)`: `([\w.]+)`", PAGE)
FILES = sorted(set(re.findall(r"`([\w/]+/\w+\.py)`", PAGE)))


def test_the_table_has_each_package_once_from_the_top_row_to_the_bottom():
    listed = [name.removesuffix(".py") for name in re.findall(r"^\| `([\w.]+)` \|", PAGE, re.MULTILINE)]
    rooms = {
        path.stem
        for path in PACKAGE.iterdir()
        if path.name not in {"__pycache__", "__init__.py", "_version.py", "py.typed"}
    }
    assert set(listed) == {"hypernav", *rooms}
    assert len(listed) == len(set(listed))
    rows = [house.ROW["" if name == "hypernav" else name] for name in listed]
    assert rows == sorted(rows, reverse=True)
    assert len(ROWS) == len({*house.ROW.values()})


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_it_names_exists(file: str):
    assert (PACKAGE / file).is_file() or (ROOT / file).is_file()


@pytest.mark.parametrize("file, name", NAMED, ids=lambda each: each)
def test_a_function_that_it_names_is_in_that_file(file: str, name: str):
    found: ast.AST = house.source(PACKAGE / file).tree
    for part in name.split("."):
        below = [each for each in ast.iter_child_nodes(found) if getattr(each, "name", "") == part]
        assert below, f"{file} has no {part}"
        found = below[0]

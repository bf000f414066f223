"""The notebooks as files; their outputs are compared by running them."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from tests.clean_notebooks import METADATA, clean
from tests.house import ROOT

MAX_BYTES = 100_000
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)


def cells(path: Path, kind: str):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def outputs(path: Path):
    return [output for cell in cells(path, "code") for output in cell.outputs]


@every_notebook
def test_a_notebook_is_small(path: Path):
    assert path.stat().st_size < MAX_BYTES


@every_notebook
def test_a_notebook_is_valid(path: Path):
    nbformat.validate(json.loads(path.read_text(encoding="utf-8")))


@every_notebook
def test_a_notebook_says_nothing_of_who_ran_it(path: Path):
    notebook = nbformat.read(path, as_version=4)
    assert dict(notebook.metadata) == METADATA
    assert {key for cell in notebook.cells for key in cell.metadata} <= {"tags"}
    assert [output.metadata for output in outputs(path) if output.get("metadata")] == []


@every_notebook
def test_every_cell_was_run_once_from_top_to_bottom(path: Path):
    counts = [cell.execution_count for cell in cells(path, "code")]
    assert counts == list(range(1, len(counts) + 1))


@every_notebook
def test_only_expected_errors_are_shown(path: Path):
    failed = [
        cell.source
        for cell in cells(path, "code")
        if any(output.output_type == "error" for output in cell.outputs)
        and not {"raises-exception", "nbval-raises-exception"} & set(cell.metadata.get("tags", []))
    ]
    assert failed == []


@every_notebook
def test_nothing_is_hidden_from_the_comparison(path: Path):
    hiding = {"nbval-skip", "nbval-ignore-output"}
    notebook = path.read_text(encoding="utf-8").lower().replace("_", "-")
    assert [mark for mark in hiding if mark in notebook] == []


@every_notebook
def test_outputs_have_no_addresses_of_objects(path: Path):
    assert " at 0x" not in path.read_text(encoding="utf-8")


@every_notebook
def test_a_notebook_states_its_number_of_requests(path: Path):
    assert any("ledger" in cell.source for cell in cells(path, "code"))


@every_notebook
def test_a_notebook_is_as_the_cleaner_leaves_it(path: Path):
    notebook = nbformat.read(path, as_version=4)
    assert clean(nbformat.read(path, as_version=4)) == notebook


def test_the_cleaner_drops_timestamps_and_keeps_tags_and_outputs():
    cell = nbformat.v4.new_code_cell("1", execution_count=1, metadata={"tags": ["x"], "execution": {"iopub": "2025"}})
    cell.outputs = [nbformat.v4.new_output("execute_result", {"text/plain": "1"}, execution_count=1)]
    cleaned = clean(nbformat.v4.new_notebook(cells=[cell], metadata={"author": "somebody"}))
    assert cleaned.metadata == METADATA
    assert cleaned.cells[0].metadata == {"tags": ["x"]}
    assert cleaned.cells[0].outputs[0].data == {"text/plain": "1"}

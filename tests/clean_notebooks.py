"""Rewrite notebooks without traces of who ran them: ``python tests/clean_notebooks.py notebooks/*.ipynb``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import nbformat

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def clean(notebook: Any) -> Any:
    """Return the notebook with readable cell ids and no metadata but the kernel's and the cells' tags."""
    notebook.metadata = nbformat.from_dict(METADATA)
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number}"
        cell.metadata = nbformat.from_dict({"tags": cell.metadata.tags} if cell.metadata.get("tags") else {})
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output.metadata = nbformat.from_dict({})
    return notebook


def main(paths: list[str]) -> None:
    """Clean the notebooks in place."""
    for path in map(Path, paths):
        notebook = clean(nbformat.read(path, as_version=4))
        nbformat.write(notebook, path)


if __name__ == "__main__":
    main(sys.argv[1:])

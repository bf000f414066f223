"""Situations that others met, as scripts of their own: each exits with 0 where hypernav is right."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("HYPERNAV_CASES") or ROOT.parent / "shared" / "cases")
BY_HAND = frozenset(
    """redos_hide_by_name json_of_small_values_eats_memory threads_keyerror_after_write
    interrupt_in_paging_loses_pages fork-crossed-answers""".split()
)
"""Scripts that measure growth or repeat many times, and are run one at a time, beside the test suite."""
LATER = frozenset(
    """api-key-in-query client-certificate self-signed-console base-path-prefix html-login-page-200
    github-secondary-limit-403 frame-of-what-a-nested-list-holds""".split()
)
"""Scripts about ways of connecting and nested columns that hypernav does not have yet."""
SCRIPTS = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in BY_HAND | LATER)


@pytest.mark.specs
@pytest.mark.parametrize(
    "name", SCRIPTS or [pytest.param("", marks=pytest.mark.skip(reason="the scripts are not here"))]
)
def test_a_situation_that_others_met_is_handled_right(name: str):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(FOLDER / f"{name}.py")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr

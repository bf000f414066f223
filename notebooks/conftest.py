"""Notebooks run as tests: in their own order, on loopback, without the settings of the person who runs them."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

import pytest

from tests import isolation

isolation.forget_private_variables()
isolation.stay_on_loopback()

_settings = tempfile.mkdtemp(prefix="hypernav-ipython-")
atexit.register(shutil.rmtree, _settings, ignore_errors=True)
os.environ["IPYTHONDIR"] = _settings
os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the cells of each notebook back in order, after everything else was shuffled."""
    cells = [item for item in items if type(item).__name__ == "IPyNbCell"]
    others = [item for item in items if type(item).__name__ != "IPyNbCell"]
    items[:] = others + sorted(cells, key=lambda item: (str(item.path), item.cell_num))

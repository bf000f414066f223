"""The value that says that there is none."""

from __future__ import annotations

import copy
import pickle

from hypernav import display
from hypernav import patches as edits
from hypernav.missing import MISSING


def test_there_is_one_and_it_stays_one():
    assert copy.deepcopy(MISSING) is pickle.loads(pickle.dumps(MISSING)) is MISSING
    assert edits.MISSING is display.MISSING is MISSING


def test_it_is_falsy_and_not_null():
    assert not MISSING
    assert MISSING is not None
    assert repr(MISSING) == "MISSING"

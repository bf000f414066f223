import subprocess
import sys
import warnings

import pytest

from hypernav.errors import AnswerWarning
from hypernav.warning import warn


@pytest.fixture
def showing(monkeypatch):
    monkeypatch.setattr(warnings, "formatwarning", warnings.formatwarning)
    with pytest.warns(AnswerWarning, match="^one$"):
        warn("one")


def test_a_warning_of_an_answer_is_shown_without_file_and_line():
    code = "from hypernav.warning import warn; warn('6 of 57 members, more exist.')"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stderr == "AnswerWarning: 6 of 57 members, more exist.\n"


@pytest.mark.usefixtures("showing")
def test_other_warnings_are_shown_as_before():
    assert warnings.formatwarning("other", UserWarning, "a.py", 7, "") == "a.py:7: UserWarning: other\n"


@pytest.mark.usefixtures("showing")
def test_the_showing_is_set_up_once():
    before = warnings.formatwarning
    with pytest.warns(AnswerWarning, match="^two$"):
        warn("two")
    assert warnings.formatwarning is before


def test_each_call_warns():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        warn("the same")
        warn("the same")
    assert [str(each.message) for each in caught] == ["the same", "the same"]


def test_a_warning_of_an_answer_is_a_user_warning():
    assert issubclass(AnswerWarning, UserWarning)

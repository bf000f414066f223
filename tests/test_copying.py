import copy
import pickle

import pytest

from hypernav.copying import Unchanging, Unpicklable


class Rope(Unchanging, Unpicklable):
    __slots__ = ("length",)
    _not_pickled = "{self!r} is not pickled; tie another one."

    def __repr__(self) -> str:
        return "<rope {5 m}>"


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy])
def test_what_nobody_can_change_is_its_own_copy(duplicate):
    rope = Rope()
    assert duplicate([rope])[0] is rope


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_refusal_to_be_pickled_says_of_what_and_what_to_do(protocol):
    with pytest.raises(TypeError, match=r"^<rope \{5 m\}> is not pickled; tie another one\.$"):
        pickle.dumps(Rope(), protocol)


def test_neither_of_them_takes_room():
    assert not hasattr(Rope(), "__dict__")

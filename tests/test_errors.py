"""The tree of errors: what each one also is, how it reads, and that it survives a pickle."""

from __future__ import annotations

import copy
import pickle
import traceback

import pytest

from hypernav import errors
from hypernav.errors import HypernavError, RateLimited, ResponseError

BUILTINS: dict[str, tuple[type[BaseException], ...]] = {
    "ConnectionFailed": (OSError,),
    "DeadlineExceeded": (TimeoutError,),
    "RateLimited": (ResponseError,),
    "ResponseError": (),
    "NotAuthenticated": (ResponseError,),
    "NotAllowed": (ResponseError,),
    "NotFound": (ResponseError,),
    "Conflict": (ResponseError,),
    "Invalid": (ResponseError,),
    "OutcomeUnknown": (),
    "UnknownAfterFailure": (ResponseError, errors.OutcomeUnknown),
    "AnswerContradicts": (),
    "UnreadableResponse": (ValueError,),
    "ForeignOrigin": (PermissionError,),
    "InsecureLink": (PermissionError,),
    "SendingRefused": (RuntimeError, AttributeError),
    "RelationNotFound": (AttributeError, KeyError),
    "AmbiguousRelation": (LookupError,),
    "FieldNotFound": (KeyError,),
    "MemberNotFound": (LookupError,),
    "NotACollection": (TypeError,),
    "PagesMoved": (RuntimeError,),
    "TemplateError": (ValueError,),
    "SearchError": (ValueError,),
    **dict.fromkeys(
        ["UnknownField", "UnknownOperator", "WrongValue", "NotExpressible"], (errors.SearchError, ValueError)
    ),
    "PatchError": (ValueError,),
    "PatchConflict": (errors.PatchError, ValueError),
    "UnknownInstruction": (errors.PatchError, AttributeError),
    "ProfileError": (ValueError,),
    "UnknownTarget": (ValueError,),
    "MissingExtra": (ImportError,),
}
KINDS = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, HypernavError) and kind is not HypernavError
}
every_kind = pytest.mark.parametrize("name", sorted(KINDS))
TEXT = "It did not work.\n  where      GET /x\n  to choose  one\n             or two"


def made(name: str) -> HypernavError:
    return KINDS[name]("It did not work.", where="GET /x", nothing="", to_choose="one\nor two")


def test_the_tree_is_the_one_that_is_drawn():
    assert set(KINDS) == set(BUILTINS)
    drawn = errors.__doc__ or ""
    assert [name for name in KINDS if name not in drawn] == []


@every_kind
def test_an_error_is_the_natural_builtin_too(name: str):
    assert issubclass(KINDS[name], (HypernavError,))
    assert [kind for kind in BUILTINS[name] if not issubclass(KINDS[name], kind)] == []


@every_kind
def test_the_drawing_tells_the_builtin(name: str):
    drawn = errors.__doc__ or ""
    for kind in BUILTINS[name]:
        if not issubclass(kind, HypernavError):
            after = drawn.partition(name)[2]
            assert kind.__name__ in after.partition(")")[0]


@every_kind
def test_an_error_tells_what_where_and_what_next(name: str):
    error = made(name)
    assert str(error) == TEXT
    assert error.what == "It did not work."
    assert dict(error.details) == {"where": "GET /x", "to choose": "one\nor two"}
    assert traceback.format_exception_only(error)[0].startswith(f"hypernav.errors.{name}: It did not work.\n")


@every_kind
def test_an_error_survives_pickling_and_copying(name: str):
    error = made(name)
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is type(error)
        assert str(again) == TEXT
        assert vars(again) == vars(error)


@every_kind
def test_an_error_without_words_is_possible(name: str):
    assert str(KINDS[name]()) == ""


@every_kind
def test_an_error_can_be_caught_as_each_of_its_kinds(name: str):
    for kind in (HypernavError, *BUILTINS[name]):
        with pytest.raises(kind):
            raise made(name)


def test_a_long_label_stays_apart_from_its_text():
    assert str(HypernavError("What.", a_very_long_label="text")) == "What.\n  a very long label text"


def test_a_response_error_keeps_the_parts_of_the_problem():
    error = errors.Invalid(
        "422", status=422, code="c", message="m", request_id="r", fields={"name": "missing"}, problem={"code": "c"}
    )
    again = pickle.loads(pickle.dumps(error))
    parts = (again.status, again.code, again.message, again.request_id, again.fields, again.problem)
    assert parts == (422, "c", "m", "r", {"name": "missing"}, {"code": "c"})
    assert again.links == {}


def test_a_rate_limit_keeps_the_time_to_go_on():
    error = RateLimited("Too many.", resume_at=1_762_160_400.5, next="wait")
    assert pickle.loads(pickle.dumps(error)).resume_at == 1_762_160_400.5
    assert str(error) == "Too many.\n  next       wait"


def test_a_conflict_shows_both_sides():
    conflict = errors.Conflict("409")
    assert (conflict.theirs, conflict.mine) == (None, None)

"""Fault switches."""

from __future__ import annotations

from hypernav.sandbox import Fault, Faults


def test_a_fault_without_a_match_strikes_everything() -> None:
    assert Fault(status=500).strikes("GET", "/anything")


def test_a_fault_looks_at_method_and_path() -> None:
    fault = Fault(method="post", match="/flags")
    assert fault.strikes("POST", "/v2/flags/a")
    assert not fault.strikes("GET", "/v2/flags/a")
    assert not fault.strikes("POST", "/v2/teams")


def test_the_first_fault_is_served_first() -> None:
    faults = Faults()
    faults.add(status=500)
    faults.add(status=503)
    taken = [faults.take("GET", "/"), faults.take("GET", "/"), faults.take("GET", "/")]
    assert [fault and fault.status for fault in taken] == [500, 503, None]


def test_a_fault_can_go_on_for_ever() -> None:
    faults = Faults()
    faults.add(status=500, times=None)
    assert all(faults.take("GET", "/") is not None for _ in range(50))

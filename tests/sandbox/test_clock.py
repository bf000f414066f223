"""The clock of a sandbox."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hypernav.sandbox import SandboxClock


def test_it_starts_at_its_fixed_moment() -> None:
    assert SandboxClock().moment() == datetime(2025, 11, 3, 9, tzinfo=UTC)


def test_a_standing_clock_stands() -> None:
    clock = SandboxClock()
    assert [clock.now(), clock.now()] == [1762160400.0, 1762160400.0]


def test_sleeping_on_a_standing_clock_moves_it() -> None:
    clock = SandboxClock()
    clock.sleep(2.5)
    assert clock.monotonic() == 2.5
    assert clock.milliseconds() == 1762160402500


def test_a_ticking_clock_goes_on() -> None:
    clock = SandboxClock(ticking=True)
    before = clock.monotonic()
    clock.sleep(0.001)
    assert clock.monotonic() > before


def test_a_clock_does_not_go_back() -> None:
    with pytest.raises(ValueError, match="forward only"):
        SandboxClock().advance(-1)


def test_a_negative_sleep_is_none() -> None:
    clock = SandboxClock()
    clock.sleep(-1)
    assert clock.monotonic() == 0


def test_a_start_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        SandboxClock(datetime(2025, 1, 1))

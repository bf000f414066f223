"""What was exchanged."""

from __future__ import annotations

from hypernav.http import Entry, Ledger


def _ledger(*sizes: int) -> Ledger:
    ledger = Ledger()
    for number, size in enumerate(sizes):
        ledger.record(Entry("GET", f"https://acme.test/{number}", 200, 1.4, size))
    return ledger


def test_an_empty_ledger_says_so():
    assert repr(Ledger()) == "0 requests, 0 B"


def test_columns_are_aligned():
    ledger = Ledger()
    ledger.record(Entry("GET", "https://acme.test/x", 200, 12.4, 48_000))
    ledger.record(Entry("DELETE", "https://acme.test/x/y", 0, 0.2, 0, note="ConnectionFailed"))
    ledger.record_cached("GET", "https://acme.test/x")
    assert repr(ledger).splitlines() == [
        "GET     https://acme.test/x    200  12 ms  48 kB",
        "DELETE  https://acme.test/x/y  —     0 ms    0 B  ConnectionFailed",
        "GET     https://acme.test/x                       from cache",
        "2 requests, 1 from cache, 48 kB",
    ]


def test_a_long_ledger_shows_its_end_and_says_how_much_came_before():
    lines = repr(_ledger(*[1] * 45)).splitlines()
    assert lines[0] == "…  15 earlier"
    assert lines[1].startswith("GET  https://acme.test/15 ")
    assert lines[-1] == "45 requests, 45 B"


def test_long_urls_are_cut_visibly():
    ledger = Ledger()
    ledger.record(Entry("GET", "https://acme.test/" + "x" * 100, 200, 1.0, 1))
    assert "x…  200" in repr(ledger)


def test_sizes_are_readable():
    sizes = [0, 999, 1000, 1049, 9_949, 10_000, 999_499, 1_000_000, 48_300_000, 2_000_000_000]
    shown = [_ledger(size).totals.split(", ")[1] for size in sizes]
    assert shown == ["0 B", "999 B", "1.0 kB", "1.0 kB", "9.9 kB", "10 kB", "999 kB", "1.0 MB", "48 MB", "2.0 GB"]


def test_it_is_read_like_a_list():
    ledger = _ledger(1, 2, 3)
    assert len(ledger) == ledger.count == 3
    assert ledger[-1].bytes == 3
    assert [entry.bytes for entry in ledger[1:]] == [2, 3]
    assert [entry.bytes for entry in ledger] == [1, 2, 3]
    assert not hasattr(ledger, "_repr_html_")

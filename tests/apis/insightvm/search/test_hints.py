"""Values of another kind than the operator takes: the error has the operator that was probably meant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from ipaddress import ip_network

import pytest

from hypernav.apis.insightvm import criteria, discovery
from hypernav.errors import WrongValue
from hypernav.search import where

SCANNED, ADDRESS = where("last-scan-date"), where("ip-address")


@pytest.mark.parametrize(
    ("term", "nearest"),
    [
        (SCANNED.is_within_the_last("2025-10-01"), "where('last-scan-date').is_on_or_after('2025-10-01')"),
        (SCANNED.is_within_the_last(date(2025, 10, 1)), "where('last-scan-date').is_on_or_after('2025-10-01')"),
        (
            SCANNED.is_earlier_than(datetime(2025, 10, 1, 9, tzinfo=UTC)),
            "where('last-scan-date').is_on_or_before('2025-10-01')",
        ),
        (SCANNED >= 30, "where('last-scan-date').is_within_the_last(30)"),
        (SCANNED >= -30, "where('last-scan-date').is_within_the_last(30)"),
        (timedelta(days=30) >= SCANNED, "where('last-scan-date').is_earlier_than(30)"),
        (ADDRESS == "10.0.0.5/8", "where('ip-address').in_range('10.0.0.0/8')"),
        (ADDRESS != "10.0.0.0/8", "where('ip-address').not_in_range('10.0.0.0/8')"),
        (ip_network("10.0.0.0/8") == ADDRESS, "where('ip-address').in_range('10.0.0.0/8')"),
        (ADDRESS == "10.0.0.9 - 10.0.0.1", "where('ip-address').in_range('10.0.0.1', '10.0.0.9')"),
        (ADDRESS.in_range("10.0.0.1-10.0.0.9"), "where('ip-address').in_range('10.0.0.1', '10.0.0.9')"),
    ],
)
def test_the_operator_that_takes_the_value_is_the_nearest(term, nearest):
    with pytest.raises(WrongValue) as raised:
        criteria(term)
    assert raised.value.details["nearest"] == nearest


@pytest.mark.parametrize(
    ("term", "nearest"),
    [
        (SCANNED >= "10/01/2025", "'2025-01-10'"),
        (SCANNED.is_within_the_last("a month"), ""),
        (SCANNED.is_within_the_last(-3), "3"),
        (SCANNED >= True, ""),
        (ADDRESS == "10.0.0.0/99", "'10.0.0.0'"),
        (ADDRESS == "bos-dc-001", ""),
        (ADDRESS == 7, ""),
        (ADDRESS.in_range("10.0.0.1"), "where('ip-address').in_range('10.0.0.1', …)"),
        (where("mobile-device-last-sync-time").is_within_the_last("2025-10-01"), ""),
        (where("risk-score") > "7", "7"),
    ],
)
def test_other_mistakes_keep_their_own_nearest(term, nearest):
    with pytest.raises(WrongValue) as raised:
        criteria(term)
    assert raised.value.details.get("nearest", "").split("  ")[0] == nearest


def test_a_connection_without_the_other_operator_has_no_such_hint():
    with pytest.raises(WrongValue) as raised:
        discovery("sonar").criteria(where("sonar-scan-date").is_within_the_last("2025-10-01"))
    assert "nearest" not in raised.value.details

"""Times with their zones, as requests spell them."""

from __future__ import annotations

from datetime import datetime, timedelta


def rfc_3339(moment: datetime) -> str:
    """Return a time with its zone as RFC 3339, 5.6 has it; UTC as ``Z``.

    Args:
        moment: A time that knows its zone.

    >>> from datetime import UTC
    >>> rfc_3339(datetime(2026, 1, 31, 9, 30, tzinfo=UTC))
    '2026-01-31T09:30:00Z'
    """
    offset = moment.utcoffset() or timedelta()
    # RFC 3339 has no seconds in an offset; some zones of the 19th century do.
    if not offset or offset % timedelta(minutes=1):
        return f"{(moment.replace(tzinfo=None) - offset).isoformat()}Z"
    return moment.isoformat()

"""How searches are said to this API, a dialect for each way."""

from __future__ import annotations

from hypernav.apis.getaround.search.dialects import (
    CHECKINS,
    CHECKOUTS,
    INVOICES,
    PAYOUTS,
    RENTALS,
    UNAVAILABILITIES,
    WindowDialect,
)

__all__ = ["CHECKINS", "CHECKOUTS", "INVOICES", "PAYOUTS", "RENTALS", "UNAVAILABILITIES", "WindowDialect"]

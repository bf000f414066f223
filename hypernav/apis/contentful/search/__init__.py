"""How searches are said to this API, a dialect for each way."""

from __future__ import annotations

from hypernav.apis.contentful.search.dialects import ASSETS, ENTRIES, ContentDialect

__all__ = ["ASSETS", "ENTRIES", "ContentDialect"]

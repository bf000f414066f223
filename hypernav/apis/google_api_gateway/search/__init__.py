"""How searches are said to this API, a dialect for each way."""

from __future__ import annotations

from hypernav.apis.google_api_gateway.search.dialects import APIS, CONFIGS, GATEWAYS, LOCATIONS, OPERATIONS, ListDialect

__all__ = ["APIS", "CONFIGS", "GATEWAYS", "LOCATIONS", "OPERATIONS", "ListDialect"]

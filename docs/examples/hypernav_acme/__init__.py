"""Acme Shops, declared: few links, pages by number, times in milliseconds."""

from __future__ import annotations

from hypernav.profile import Credentials, ErrorEnvelope, PagingRule, Place, Profile, RateLimit

_ORDERS = ("id", "status", "total", "placedAt")
_SHOP = {"orders": "/v1/orders/{shop}", "staff": "/v1/shops/{shop}/staff"}

PROFILE = Profile(
    name="acme",
    title="Acme Shops",
    bases={"": "https://api.acme.test", "eu": "https://api.eu.acme.test"},
    root="/v1",
    credentials=Credentials("bearer", ("ACME_TOKEN",)),
    rate_limit=RateLimit(reset="X-Reset", reset_unit="epoch seconds"),
    errors=ErrorEnvelope(code=("error",), message=("detail",)),
    # The answers have no next link and no token: only the handbook tells of ?page=.
    paging=PagingRule("page number", "page", size_parameter="size", first=1),
    places=(
        # The API links its shops and nothing else; these relations are known from its handbook.
        Place("/v1", derived={"search": "/v1/orders/search"}),
        Place("/v1/shops", columns=("key", "name", "city")),
        Place("/v1/shops/{shop}", derived=_SHOP),
        Place("/v1/shops/{shop}/staff", member="/v1/staff/{member}"),
        # The first pattern that matches counts, so the special one stands before the general one.
        Place(
            "/v1/orders/search",
            columns=("shop", *_ORDERS),
            reads_by_post=True,
            writes=("post",),
            search="hypernav_acme.search:ORDERS",
        ),
        Place("/v1/orders/{shop}", columns=_ORDERS, derived={"shop": "/v1/shops/{shop}"}),
    ),
    epoch_milliseconds=frozenset({"placedAt"}),
    secrets=frozenset({"pickupCode"}),
    sandbox="hypernav_acme.sandbox:create",
)

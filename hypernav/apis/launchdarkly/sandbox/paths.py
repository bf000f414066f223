"""The paths and resource specifiers of the API."""

from __future__ import annotations

from hypernav.sandbox.app import segment

ROOT = "/api/v2"


def project_path(project: str) -> str:
    """Return the path of a project."""
    return f"{ROOT}/projects/{segment(project)}"


def environments_path(project: str) -> str:
    """Return the path of a project's environments."""
    return f"{project_path(project)}/environments"


def environment_path(project: str, environment: str) -> str:
    """Return the path of an environment."""
    return f"{environments_path(project)}/{segment(environment)}"


def flags_path(project: str) -> str:
    """Return the path of a project's flags."""
    return f"{ROOT}/flags/{segment(project)}"


def flag_path(project: str, flag: str) -> str:
    """Return the path of a flag."""
    return f"{flags_path(project)}/{segment(flag)}"


def statuses_path(project: str, environment: str) -> str:
    """Return the path of the flag statuses of an environment."""
    return f"{ROOT}/flag-statuses/{segment(project)}/{segment(environment)}"


def segments_path(project: str, environment: str) -> str:
    """Return the path of an environment's segments."""
    return f"{ROOT}/segments/{segment(project)}/{segment(environment)}"


def segment_path(project: str, environment: str, key: str) -> str:
    """Return the path of a segment."""
    return f"{segments_path(project, environment)}/{segment(key)}"


def member_path(member: str) -> str:
    """Return the path of a member."""
    return f"{ROOT}/members/{segment(member)}"


def team_path(team: str) -> str:
    """Return the path of a team."""
    return f"{ROOT}/teams/{segment(team)}"


def flag_resource(project: str, flag: str, environment: str = "") -> str:
    """Return the resource specifier of a flag, in one environment or as a whole.

    >>> flag_resource("default", "checkout", "production")
    'proj/default:env/production:flag/checkout'
    """
    place = f":env/{environment}" if environment else ""
    return f"proj/{project}{place}:flag/{flag}"

"""The columns that Kitsu's lists can be filtered by, as data: the models of its server, Zou 1.0.97.

Left out are what it refuses (secrets of persons) and what equality does not reach (JSON columns such as ``data``).
"""

from __future__ import annotations

from hypernav.search.vocabulary import Enumerated, Field, Operator, ValueKind, Vocabulary, fields_table, operators_table

NAME = "name"
"""The one column that is compared as a pattern, without regard to case; all others are compared exactly."""
OPERATORS = operators_table(
    Operator("is", meaning="equal"),
    Operator("in", takes="several", meaning="in"),
    Operator("like", meaning="like"),
    Operator("contains", meaning="contains"),
    Operator("starts-with", meaning="starts with"),
    Operator("ends-with", meaning="ends with"),
)
RELATED = ("contains",)
"""The operators of columns that hold several related rows."""


def _columns(kind: ValueKind, names: str, *operators: str) -> tuple[Field, ...]:
    return tuple(Field(name, kind, operators or ("is", "in")) for name in names.split())


def _choice(name: str, values: str) -> Field:
    """Return a column of choices, given as ``value=name; value=name``."""
    pairs = (each.strip().partition("=") for each in values.split(";"))
    return Field(name, "enumeration", ("is", "in"), tuple(Enumerated(value, title) for value, _, title in pairs))


def _texts(names: str) -> tuple[Field, ...]:
    return _columns("string", names)


def _numbers(names: str) -> tuple[Field, ...]:
    return _columns("integer", names)


def _flags(names: str) -> tuple[Field, ...]:
    return _columns("boolean", names, "is")


def _ids(names: str) -> tuple[Field, ...]:
    return _columns("guid", names)


def _times(names: str) -> tuple[Field, ...]:
    return _columns("local datetime", names)


def _related(names: str) -> tuple[Field, ...]:
    return _columns("guid", names, *RELATED)


_NAMED = Field(NAME, "string", ("is", "contains", "starts-with", "ends-with", "like"), title="ignores case")
_ROW = (*_ids("id"), *_times("created_at updated_at"))
_ROLES = "user=Artist; admin=Studio Manager; supervisor=Supervisor; manager=Production Manager; client=Client"
_STYLES = (
    "2d=2D Animation; 2dpaper=2D Animation (Paper); 3d=3D Animation; 2d3d=2D/3D Animation; ar=Augmented Reality;"
    "vfx=VFX; stop-motion=Stop Motion; motion-design=Motion Design; archviz=Archviz; commercial=Commercial;"
    "catalog=Catalog; immersive=Immersive Experience; nft=NFT Collection; video-game=Video Game; vr=Virtual Reality"
)


def _words(title: str, *fields: Field) -> Vocabulary:
    return Vocabulary(f"Kitsu's {title} list", fields_table(*fields, *_ROW), OPERATORS, named_alike=True)


PROJECTS = _words(
    "project",
    _NAMED,
    *_texts("code description fps ratio resolution production_type homepage"),
    _choice("production_style", _STYLES),
    *_columns("date", "start_date end_date"),
    *_numbers("man_days nb_episodes episode_span max_retakes revision_padding shotgun_id"),
    *_numbers("hd_bitrate_compression ld_bitrate_compression"),
    *_flags("has_avatar is_clients_isolated is_client_stats_visible is_client_task_list_visible"),
    *_flags("is_client_task_panel_visible is_preview_download_allowed is_set_preview_automated"),
    *_flags("is_publish_default_for_artists is_bot_collaboration_enabled is_single_preview_per_revision"),
    *_flags("is_frame_in_numbering"),
    *_ids("project_status_id default_preview_background_file_id from_schedule_version_id"),
    *_related("team asset_types task_statuses task_types status_automations preview_background_files"),
)
TASKS = _words(
    "task",
    _NAMED,
    *_texts("description"),
    *_numbers("priority difficulty completion_rate retake_count sort_order nb_assets_ready nb_drawings shotgun_id"),
    *_columns("number", "duration estimation"),
    *_times("start_date due_date real_start_date end_date done_date last_comment_date"),
    *_ids("project_id task_type_id task_status_id entity_id assigner_id last_preview_file_id"),
    *_columns("guid", "episode_id", "is"),
    *_related("assignees"),
)
_ENTITY = (
    _NAMED,
    *_texts("code description"),
    *_flags("canceled is_casting_standby is_shared"),
    *_numbers("nb_frames nb_entities_out shotgun_id"),
    _choice("status", "standby=Stand By; running=Running; complete=Complete; canceled=Canceled"),
    *_ids("project_id parent_id source_id preview_file_id ready_for created_by"),
    *_related("entities_out entity_concept_links instance_casting"),
)
ENTITIES = _words("entity", *_ENTITY, *_ids("entity_type_id"))
ASSETS = _words("asset", *_ENTITY, *_ids("entity_type_id"), *_columns("guid", "episode_id", "is"))
SHOTS = _words("shot", *_ENTITY, *_columns("guid", "sequence_id", "is"))
"""Shots, whose entity type the server sets itself, whatever is asked."""
PERSONS = _words(
    "person",
    *_texts("first_name last_name full_name email phone country desktop_login timezone locale display_date_format"),
    *_texts("notifications_slack_userid notifications_mattermost_userid notifications_discord_userid ldap_uid"),
    _choice(
        "contract_type",
        "open-ended=Open-ended; fixed-term=Fixed-term; short-term=Short-term; freelance=Freelance;"
        "apprentice=Apprentice; internship=Internship",
    ),
    _choice("role", f"{_ROLES}; vendor=Vendor"),
    _choice("position", "supervisor=Supervisor; lead=Lead; artist=Artist"),
    _choice("seniority", "senior=Senior; mid=Mid; junior=Junior"),
    _choice("preferred_two_factor_authentication", "totp=TOTP; email_otp=Email OTP; fido=FIDO"),
    *_numbers("daily_salary shotgun_id"),
    *_columns("date", "last_presence expiration_date"),
    *_flags("active archived has_avatar is_bot is_guest is_generated_from_ldap use_12_hour_clock"),
    *_flags("totp_enabled email_otp_enabled fido_enabled notifications_enabled notifications_slack_enabled"),
    *_flags("notifications_mattermost_enabled notifications_discord_enabled"),
    *_ids("studio_id"),
    *_related("departments"),
)
TASK_TYPES = _words(
    "task type",
    _NAMED,
    *_texts("short_name description color for_entity"),
    *_numbers("priority shotgun_id"),
    *_flags("allow_timelog archived"),
    *_ids("department_id"),
)
TASK_STATUSES = _words(
    "task status",
    _NAMED,
    *_texts("short_name description color"),
    *_numbers("priority shotgun_id"),
    *_flags("archived is_done is_artist_allowed is_client_allowed is_retake is_feedback_request is_default is_wip"),
    *_flags("for_concept"),
)
PROJECT_STATUSES = _words("project status", _NAMED, *_texts("color"))
ENTITY_TYPES = _words(
    "entity type", _NAMED, *_texts("short_name description"), *_flags("archived"), *_related("task_types")
)
COMMENTS = _words(
    "comment",
    *_texts("object_type text"),
    *_numbers("shotgun_id"),
    *_flags("pinned for_client"),
    *_ids("object_id task_status_id person_id editor_id preview_file_id"),
    *_related("previews mentions department_mentions acknowledgements attachment_files"),
)
DEPARTMENTS = _words("department", _NAMED, *_texts("color"), *_flags("archived"))
TIME_SPENTS = _words(
    "time spent", *_columns("number", "duration"), *_columns("date", "date"), *_ids("task_id person_id")
)

FOR_EVERYBODY = frozenset(
    [
        *("id first_name last_name full_name email desktop_login role".split()),
        *("active has_avatar is_bot is_guest departments studio_id".split()),
    ]
)
"""The columns of persons that others than administrators may filter by."""

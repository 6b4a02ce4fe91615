"""What the desk answers when a badge is scanned or a name is typed at a door."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from paeonia.modules.academy.queries import NotHere
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Problem, problem

from . import actions, codes, queries
from . import messages as _messages  # noqa: F401  declares what is said here
from .models_door import CheckIn, Door
from .queries import Held


class Said(StrEnum):
    """How a scan ended."""

    WELCOME = "welcome"
    ALREADY = "already"
    NOT_ON_LIST = "not_on_list"
    NO_PLACE = "no_place"
    FEE = "fee"
    NAMES = "names"         # several may be meant: the desk chooses
    UNKNOWN = "unknown"


ASKS_DESK = (Said.NOT_ON_LIST, Said.NO_PLACE, Said.FEE)


@dataclass(frozen=True)
class Answer:
    """The one large answer."""

    said: Said
    held: Held | None = None
    check_in: CheckIn | None = None
    found: tuple[Held, ...] = ()
    problem: Problem | None = None

    @property
    def asks_desk(self) -> bool:
        """Whether a person may still let her in, with a reason."""
        return self.said in ASKS_DESK


def scan(door: Door, text: str, viewer: Viewer) -> Answer:
    """Answer what was scanned or typed: a badge opens the door at once, a name shows who may be meant."""
    code = codes.badge_in(text)
    if code is None and codes.looks_like_badge(text):
        return Answer(Said.UNKNOWN, problem=problem("academydesk-strange-badge"))
    if code is None:
        found = queries.by_name(text, door.activity, viewer)
        return Answer(Said.NAMES, found=tuple(found)) if found else Answer(
            Said.UNKNOWN, problem=problem("academydesk-nobody"))
    held = queries.by_badge(code, door.activity, viewer)
    return enter(door, held, viewer) if held else Answer(Said.UNKNOWN, problem=problem("academydesk-other-badge"))


def choose(door: Door, number: int, viewer: Viewer, why: str = "") -> Answer:
    """Let in whom the desk chose; with a reason also where the list says no."""
    try:
        held = queries.one(number, door.activity, viewer)
    except NotHere:
        return Answer(Said.UNKNOWN, problem=problem("academydesk-nobody"))
    return enter(door, held, viewer, why)


def enter(door: Door, held: Held, viewer: Viewer, why: str = "") -> Answer:
    """Let one person in, or say what stands against it."""
    inside = queries.inside(door, held.row, viewer)
    if inside is not None:
        return Answer(Said.ALREADY, held, inside)
    against = _against(door, held)
    if against is not None and not why.strip():
        return Answer(against, held)
    check_in, is_new = actions.let_in(door, held.row, viewer, why if against is not None else "")
    return Answer(Said.WELCOME if is_new else Said.ALREADY, held, check_in)


def _against(door: Door, held: Held) -> Said | None:
    allowed = {category.pk for category in door.categories.all()}
    if not held.is_coming:
        return Said.NO_PLACE
    if allowed and held.row.category_id not in allowed:
        return Said.NOT_ON_LIST
    return Said.FEE if door.asks_fee and not held.account.is_settled else None

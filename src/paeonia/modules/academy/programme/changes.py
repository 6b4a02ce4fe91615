"""A programme as plain data, and what is different between two of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from paeonia.modules.academy.models import Session

Plan = list[dict[str, Any]]
WATCHED = ("starts", "ends", "room", "off")


@dataclass(frozen=True)
class Stood:
    """When and where a session stood in a programme, and why it was called off."""

    starts: datetime
    ends: datetime
    room: str
    off: str


@dataclass(frozen=True)
class Change:
    """One session that is new, moved, called off, gone, or holds other talks or people."""

    kind: str       # new | moved | off | gone | talks
    words: dict[str, str]
    before: Stood | None = None
    after: Stood | None = None

    @property
    def stands(self) -> Stood:
        """Where it stands now, or stood last."""
        found = self.after or self.before
        assert found is not None
        return found


def plan(sessions: Iterable[Session]) -> Plan:
    """The sessions as they stand, in an order that tells nothing."""
    return [{"id": one.pk, "zh": one.title_zh, "en": one.title_en, "starts": one.starts.isoformat(),
             "ends": one.ends.isoformat(), "room": one.room, "off": one.called_off,
             "talks": [[f"{talk.starts:%H:%M}", talk.title_zh, talk.title_en, talk.speaker_zh, talk.speaker_en]
                       for talk in one.items.all()],
             "stage": [[who.duty, who.name_zh, who.name_en] for who in one.stage.all()]}
            for one in sorted(sessions, key=lambda one: one.pk)]


def between(before: Plan, after: Plan) -> list[Change]:
    """What a reader of the first has to know of the second, in the order of the days."""
    then, now = ({one["id"]: one for one in held} for held in (before, after))
    found = [Change("gone", _words(one), before=_stood(one)) for key, one in then.items() if key not in now]
    for key, one in now.items():
        kind = _kind(then.get(key), one)
        if kind:
            found.append(Change(kind, _words(one), _stood(then[key]) if key in then else None, _stood(one)))
    return sorted(found, key=lambda change: change.stands.starts)


def _kind(before: dict[str, Any] | None, after: dict[str, Any]) -> str:
    if before is None:
        return "" if after["off"] else "new"
    if after["off"] and not before["off"]:
        return "off"
    if any(before[name] != after[name] for name in WATCHED):
        return "moved"
    return "talks" if before != after else ""


def _stood(one: dict[str, Any]) -> Stood:
    return Stood(datetime.fromisoformat(one["starts"]), datetime.fromisoformat(one["ends"]), one["room"], one["off"])


def _words(one: dict[str, Any]) -> dict[str, str]:
    return {"zh": one["zh"], "en": one["en"]}

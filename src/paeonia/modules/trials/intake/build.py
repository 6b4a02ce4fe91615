"""Reads a record through its `Shape` into a `RegistryTrial`; what cannot be read becomes an alarm, never a silence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paeonia.modules.trials.intake import (
    trouble,  # noqa: F401  declares the messages
    words,
)
from paeonia.modules.trials.intake.leaves import Leaves
from paeonia.modules.trials.intake.record import (
    Age,
    Arm,
    Entry,
    Intervention,
    Location,
    Number,
    Outcome,
    Party,
    RegistryTrial,
)
from paeonia.modules.trials.intake.shape import Part, Shape
from paeonia.record.problems import Problem

PARTS: Mapping[str, type] = {
    "interventions": Intervention, "arms": Arm, "collaborators": Party, "locations": Location,
    "primary_outcomes": Outcome, "secondary_outcomes": Outcome,
}
EXCERPT = 400       # characters of a refused record kept for the person who mends it


def build(raw: Any, shape: Shape, place: str) -> Entry:
    """The entry for one raw record of a known format."""
    kept = words.dropped(raw, shape.persons)
    assert isinstance(kept, dict)
    reader = _Reader(Leaves(kept), shape, place)
    refused = reader.refusal()
    if refused:
        return refused_entry(place, refused, kept)
    trial = reader.trial()
    return Entry(place, trial, kept, alarms=tuple(reader.alarms + reader.unknown()))


def refused_entry(place: str, problem: Problem, raw: object) -> Entry:
    """An entry for a record that cannot be used, with its beginning for the one who mends it."""
    return Entry(place, refused=problem, excerpt=str(raw)[:EXCERPT])


class _Reader:
    def __init__(self, leaves: Leaves, shape: Shape, place: str) -> None:
        self.leaves, self.shape, self.place = leaves, shape, place
        self.alarms: list[Problem] = []
        self.number = leaves.text(shape.number)

    def refusal(self) -> Problem | None:
        if not self.number:
            return Problem("registry-no-number", self.place, {"field": self.shape.number})
        if self.shape.registry and words.number(self.number).registry != self.shape.registry:
            return Problem("registry-bad-number", self.place,
                           {"number": self.number, "registry": self.shape.registry})
        if not (self.leaves.text(self.shape.texts["title"]) or self._official()):
            return Problem("registry-no-title", self.place, {"number": self.number})
        return None

    def trial(self) -> RegistryTrial:
        read: dict[str, Any] = {name: self.leaves.text(path) for name, path in self.shape.texts.items()}
        read["title"] = read["title"] or self._official()
        read |= {name: self._code(path) for name, path in self.shape.codes.items()}
        read |= {name: self._day(path) for name, path in self.shape.dates.items()}
        read |= {name: self._age(path) for name, path in self.shape.ages.items()}
        read |= {name: words.yes_no(self.leaves.text(path)) for name, path in self.shape.truths.items()}
        read |= {name: self.leaves.texts(path) for name, path in self.shape.lists.items()}
        for name, part in self.shape.parts.items():
            read[name] = tuple(self._part(PARTS[name], part, each) for each in self.leaves.each(part.path))
        for name, paths in self.shape.free.items():
            read[name] = (*read.get(name, ()), *self._free(name, paths))
        if self.shape.criteria:
            read["eligibility"] = self._criteria()
        sponsor = self._part(Party, self.shape.sponsor, self.leaves)
        kind = self.leaves.text(self.shape.enrolment_type) if self.shape.enrolment_type else ""
        return RegistryTrial(
            number=self.number, registry=self._registry(), other_numbers=self._others(), phases=self._phases(),
            sponsor=sponsor if sponsor.name else None, enrolment=self._count(self.shape.enrolment),
            enrolment_actual=kind.upper() == "ACTUAL" if kind else None, **read)

    def unknown(self) -> list[Problem]:
        """One alarm for each path that nobody reads and nobody knows."""
        return [Problem("registry-unknown-field", self.place, {"number": self.number, "path": path})
                for path in self.leaves.unread(self.shape.unused)]

    def _registry(self) -> str:
        return self.shape.registry or words.number(self.number).registry or "WHO ICTRP"

    def _code(self, path: str) -> str:
        text = words.plain(self.leaves.text(path))
        return self.shape.said.get(text.casefold(), words.code(text))

    def _free(self, name: str, paths: tuple[str, ...]) -> tuple[Any, ...]:
        """The pieces of running text as a list: names, or parts of which only the name is known."""
        pieces = [piece for path in paths for text in self._texts(path) for piece in words.pieces(text)]
        make = {"interventions": lambda text: Intervention(*words.kind_and_name(text)),
                "primary_outcomes": Outcome, "secondary_outcomes": Outcome,
                "locations": lambda text: Location("", country=words.country(text)), "collaborators": Party}.get(name, str)
        return tuple(make(piece) for piece in dict.fromkeys(pieces))

    def _criteria(self) -> str:
        told = [(heading, words.plain(self.leaves.text(path))) for heading, path in self.shape.criteria]
        return "\n\n".join(f"{heading}\n{text}" if heading.rstrip(":：").casefold() not in text.casefold()[:60] else text
                           for heading, text in told if text)

    def _official(self) -> str:
        return self.leaves.text(self.shape.texts.get("official_title", "-"))

    def _part(self, kind: type, part: Part, leaves: Leaves) -> Any:
        read: dict[str, Any] = {"kind": ""} if kind is Intervention else {}
        for name, path in part.fields.items():
            if path.endswith("[]"):
                read[name] = leaves.texts(path[:-2])
            elif name in ("latitude", "longitude"):
                read[name] = self._degrees(leaves, path)
            elif name in ("kind", "status"):
                read[name] = words.code(leaves.text(path))
            elif name == "country":
                read[name] = words.country(leaves.text(path))
            else:
                read[name] = leaves.text(path)
        return kind(**read)

    def _phases(self) -> tuple[str, ...]:
        path = self.shape.phases
        written = self.leaves.texts(path[:-2]) if path.endswith("[]") else (self.leaves.text(path),)
        return tuple(dict.fromkeys(phase for text in written for phase in words.phases(text)))

    def _others(self) -> tuple[Number, ...]:
        found: dict[str, Number] = {}
        for path in self.shape.other_numbers:
            for text in (one for given in self._texts(path) for one in words.several(given, self.shape.registry)):
                number = words.number(text)
                if text and number.number != self.number:
                    found.setdefault(number.number, number)
        return tuple(found.values())

    def _texts(self, path: str) -> tuple[str, ...]:
        listed, _, inside = path.partition("[]")
        if inside:
            return tuple(each.text(inside[1:]) for each in self.leaves.each(listed))
        return self.leaves.texts(listed) if path.endswith("[]") else (self.leaves.text(path),)

    def _day(self, path: str) -> str:
        text = self.leaves.text(path)
        return self._or_alarm(words.day(text), "registry-bad-date", text, path) or ""

    def _age(self, path: str) -> Age:
        text = self.leaves.text(path)
        if text.isdecimal() and self.shape.age_unit:
            text = f"{text} {self.shape.age_unit}" if int(text) else ""
        return self._or_alarm(words.age(text), "registry-bad-age", text, path) or Age(text)

    def _count(self, path: str) -> int | None:
        text = self.leaves.text(path)
        if not text:
            return None
        count: int | None = self._or_alarm(words.count(text), "registry-bad-count", text, path)
        return count

    def _degrees(self, leaves: Leaves, path: str) -> float | None:
        value = leaves.value(path)
        return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None

    def _or_alarm(self, read: Any, code: str, text: str, path: str) -> Any:
        if read is None:
            self.alarms.append(Problem(code, self.place, {"number": self.number, "value": text, "path": path}))
        return read

"""What is missing before something may be done with human genetic resources; pure, over plain permits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from paeonia.ui.countries import country

from ..gates import Hindrance
from .choices import Kind
from .rules import Rules
from .texts import MISSING, WHY


@dataclass(frozen=True)
class Permit:
    """An approval as it stands: granted or not, from when to when, for which protocols, types and partners."""

    pk: int
    kind: str
    number: str
    granted: bool
    valid_from: date | None = None
    valid_until: date | None = None
    protocols: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()         # none named: the approval does not restrict them
    partners: frozenset[str] = frozenset()
    headcount: int | None = None
    includes_export: bool = False
    backup_receipt: str = ""

    def in_force(self, day: date) -> bool:
        """Granted, and the day lies within."""
        return (self.granted and self.valid_from is not None and self.valid_from <= day
                and (self.valid_until is None or day <= self.valid_until))

    def covers(self, protocol: int | None, kind: str = "") -> bool:
        """Whether it is about this protocol and type; only a preservation approval may name no protocol."""
        named = protocol in self.protocols or (not self.protocols and self.kind == Kind.PRESERVATION)
        return named and (not kind or not self.kinds or kind in self.kinds)

    def with_partner(self, name: str) -> bool:
        """Whether the partner is named in it; a partner nobody named is none."""
        return _plain(name) in {_plain(one) for one in self.partners} if name.strip() else False


@dataclass(frozen=True)
class Item:
    """A specimen as the rules see it."""

    label: str
    protocol: int
    kind: str


@dataclass(frozen=True)
class Journey:
    """Where things go and to whom; "" and None are not known."""

    on_day: date
    country: str
    recipient: str
    foreign: bool | None
    exit_number: str = ""


@dataclass(frozen=True)
class People:
    """Heads counted: those in a protocol, and those under each approval with a cap; with the one about to come."""

    of_protocol: int = 0
    under: dict[int, int] = field(default_factory=dict)


def leaving(permits: Sequence[Permit], items: Sequence[Item], go: Journey, rules: Rules) -> list[Hindrance]:
    """What stands in the way of material going to somebody."""
    out: list[Hindrance] = []
    labels = tuple(one.label for one in items)
    if not go.country:
        out.append(_hindrance("country", rules, "export", labels))
    if go.foreign is None:
        out.append(_hindrance("foreign", rules, "cooperation", labels))
    if go.foreign:
        lacking = _lacking(permits, items, go, (Kind.COOPERATION, Kind.FILING))
        if lacking:
            out.append(_hindrance("cooperation", rules, "cooperation", lacking, recipient=go.recipient or "?"))
    if go.country and go.country != rules.at_home:
        approvals = [one for one in permits if one.kind == Kind.EXPORT
                     or (one.kind == Kind.COOPERATION and one.includes_export)]
        lacking = _lacking(approvals, items, go, (Kind.EXPORT, Kind.COOPERATION))
        if lacking:
            out.append(_hindrance("export", rules, "export", lacking, country=_named(go.country)))
        named = [one for one in permits if go.exit_number and one.number == go.exit_number]
        lacking = _lacking(named, items, go, (Kind.EXIT,))
        if lacking:
            out.append(_hindrance("exit", rules, "export", lacking, number=go.exit_number or "–"))
    return out


def _lacking(permits: Iterable[Permit], items: Sequence[Item], go: Journey, kinds: Sequence[str]) -> tuple[str, ...]:
    """The labels of what no permit of these kinds covers on that day for that recipient."""
    good = [one for one in permits if one.kind in kinds and one.in_force(go.on_day) and one.with_partner(go.recipient)]
    return tuple(item.label for item in items if not any(one.covers(item.protocol, item.kind) for one in good))


def keeping(permits: Sequence[Permit], items: Sequence[Item], day: date, rules: Rules) -> list[Hindrance]:
    """Keeping for future research needs an approval to preserve."""
    good = [one for one in permits if one.kind == Kind.PRESERVATION and one.in_force(day)]
    lacking = tuple(item.label for item in items if not any(one.covers(item.protocol, item.kind) for one in good))
    return [_hindrance("preservation", rules, "preservation", lacking)] if lacking else []


def registering(permits: Sequence[Permit], protocol: int, people: People, day: date, rules: Rules) -> list[Hindrance]:
    """One more donor: within the headcount of an approval, or below the number from which one is needed."""
    good = [one for one in permits if one.kind == Kind.COLLECTION and one.in_force(day) and one.covers(protocol)]
    if not good:
        most = rules["collection"].people
        return [_hindrance("collection", rules, "collection", people=most)] if people.of_protocol > most else []
    if any(one.headcount is None or people.under.get(one.pk, 0) <= one.headcount for one in good):
        return []
    best = max(good, key=lambda one: one.headcount or 0)
    return [_hindrance("headcount", rules, "headcount", number=best.number, people=best.headcount)]


def informing(permits: Sequence[Permit], go: Journey, genomes: int, rules: Rules) -> list[Hindrance]:
    """Genetic information for somebody; `genomes`: people with exome or genome data abroad, this release included."""
    out: list[Hindrance] = []
    if not go.country:
        out.append(_hindrance("country", rules, "information"))
    if go.foreign is None:
        out.append(_hindrance("foreign", rules, "information"))
    if not (go.foreign or (go.country and go.country != rules.at_home)):
        return out
    good = [one for one in permits if one.in_force(go.on_day) and one.with_partner(go.recipient)]
    reports = [one for one in good if one.kind == Kind.INFORMATION]
    if not reports:
        out.append(_hindrance("information", rules, "information", recipient=go.recipient or "?"))
    elif not any(one.backup_receipt for one in reports):
        out.append(_hindrance("backup", rules, "information", number=reports[0].number))
    if genomes > rules["security"].people and not any(one.kind == Kind.SECURITY for one in good):
        out.append(_hindrance("security", rules, "security", people=genomes, most=rules["security"].people))
    return out


def _hindrance(what: str, rules: Rules, rule: str, labels: tuple[str, ...] = (), **said: object) -> Hindrance:
    why = {tag: text.format_map({key: value[tag] if isinstance(value, dict) else str(value) for key, value in said.items()})
           for tag, text in WHY[what].items()}
    return Hindrance(f"hgr-{what}", why, MISSING[what], labels, rules[rule].hard, rules[rule].confidence)


def _named(code: str) -> dict[str, str]:
    return {tag: country(code, tag) for tag in ("en", "zh")}


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())

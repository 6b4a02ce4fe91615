"""Single doses, orders and sessions, gathered into courses a doctor would call one treatment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from paeonia.record.dates import days, iso
from paeonia.record.facts import Fact

GAP = 60  # days without the drug after which a new course begins
# Fields that tell courses apart: a palliative dose does not continue a curative course.
_TELLING = ("intent", "setting", "line", "site", "side", "technique")


@dataclass(frozen=True, slots=True)
class Dose:
    """One administration, order or dispense of one drug, or one radiotherapy; `fields` as in the dictionary entry."""

    drug: str               # empty for radiotherapy
    start: str | None
    stop: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    given: bool = False     # an administration or a session, not merely an order
    source: str = ""

    @property
    def end(self) -> int:
        """Its last day, as far as told."""
        return days(self.stop or self.start or "").last


Course = tuple[Fact, list[Dose]]


def courses(doses: list[Dose], above: Callable[[str], frozenset[str]], seen_until: str | None = None) -> Iterator[Course]:
    """Treatment facts of one patient, each with the doses it was made of.

    Successive doses of a drug at most `GAP` days apart are one course. A course counts as stopped on its last
    dose only when the record goes on (`seen_until`) for longer than the gap without the drug. A class (“chemotherapy”)
    given at the time of one of its drugs is that drug and no course of its own.
    """
    by_drug: dict[str, list[Dose]] = defaultdict(list)
    for dose in doses:
        by_drug[dose.drug].append(dose)
    groups = {drug: _groups(listed) for drug, listed in by_drug.items()}
    for drug, found in groups.items():
        narrower = [group for other, listed in groups.items() if other and drug in above(other) for group in listed]
        for index, group in enumerate(found):
            if group[0].start and any(_touch(group, other) for other in narrower):
                continue
            following = found[index + 1][0].start if index + 1 < len(found) else None
            yield _course(drug, group, following or seen_until), group


def _groups(doses: list[Dose]) -> list[list[Dose]]:
    groups: list[list[Dose]] = []
    for dose in sorted((d for d in doses if d.start), key=lambda d: (days(d.start or "").first, d.end)):
        home = next((group for group in reversed(groups) if _continues(group, dose)), None)
        if home is None:
            groups.append([dose])
        else:
            home.append(dose)
    return groups + [[dose] for dose in doses if not dose.start]


def _continues(group: list[Dose], dose: Dose) -> bool:
    for name in _TELLING:
        known = {d.fields[name] for d in group if d.fields.get(name)}
        if known and dose.fields.get(name) and dose.fields[name] not in known:
            return False
    return days(dose.start or "").first - max(d.end for d in group) <= GAP


def _touch(group: list[Dose], other: list[Dose]) -> bool:
    """Whether two courses of one patient run at the same time, give or take the gap."""
    if not other[0].start:
        return False
    begins, ends = days(group[0].start or "").first, max(d.end for d in group)
    return days(other[0].start).first - GAP <= ends and begins <= max(d.end for d in other) + GAP


def _course(drug: str, group: list[Dose], after: str | None) -> Fact:
    fields: dict[str, Any] = {"drug": drug} if drug else {}
    for dose in group:
        fields.update({name: value for name, value in dose.fields.items() if value not in (None, "")})
    fields["start"] = group[0].start
    last = max(group, key=lambda d: d.end) if group[0].start else group[0]
    if last.stop:
        fields["stop"] = last.stop
    elif group[0].start and all(d.given for d in group) and after and days(after).first - last.end > GAP:
        fields["stop"] = iso(last.end)
    if "stop" in fields:
        fields.pop("ongoing", None)
    times = len({d.start for d in group if d.given})
    if drug and times > 1:
        fields["cycles"] = times
    source = group[0].source + (f" (+{len(group) - 1})" if len(group) > 1 else "")
    return Fact("therapy" if drug else "radiotherapy", {k: v for k, v in fields.items() if v is not None},
                group[0].start, source)

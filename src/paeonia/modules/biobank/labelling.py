"""Labels of donors and specimens, by the protocol's formats; running numbers come from counters of the hospital."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from django.utils import timezone

from .actions import numbers
from .choices import Lineage
from .labels.tokens import label, parse
from .labels.vocabulary import Level, Token
from .models import Collection, Protocol, Specimen
from .vocabulary import vocabulary

LEVELS: Mapping[str, Level] = {Lineage.PRIMARY: "primary", Lineage.DERIVED: "derived", Lineage.ALIQUOT: "aliquot"}


def donor_code(protocol: Protocol) -> str:
    """The next code of a donor in a protocol."""
    known = {"CP_CODE": protocol.code}
    return label(protocol.donor_format, "donor", known, _counting(protocol.hospital_id, known, 1))


def labels_for(visit: Collection, parent: Specimen | None, kind: str, lineage: str, many: int) -> Iterator[str]:
    """Labels of specimens about to be made, one after another."""
    registration = visit.registration
    protocol = registration.protocol
    form = {Lineage.PRIMARY: protocol.primary_format, Lineage.DERIVED: protocol.derived_format,
            Lineage.ALIQUOT: protocol.aliquot_format}[Lineage(lineage)]
    known = {"PPI": registration.code, "CP_CODE": protocol.code, "SP_TYPE": short(kind), "VISIT_NAME": visit.name,
             "PSPEC_LABEL": parent.label if parent else "", "YR_OF_COLL": str((visit.at or timezone.now()).year),
             "EVENT_CODE": visit.time_point.code if visit.time_point else ""}
    number = _counting(visit.hospital_id, known, many)
    for _ in range(many):
        yield label(form, LEVELS[lineage], known, number)


def short(kind: str) -> str:
    """The short form of a sample type for labels."""
    held = vocabulary().types.codes.codes.get(kind)
    given = held.codes.get("label") if held else None
    return given[0] if given else "".join(part[0] for part in kind.split("_")).upper() if "_" in kind else kind[:2].upper()


def _counting(hospital_id: int, known: Mapping[str, str], many: int) -> Callable[[Token], int]:
    """Asks the counters once for as many numbers as labels are wanted."""
    runs: dict[str, Iterator[int]] = {}

    def number(token: Token) -> int:
        name = " ".join((token.name, *(known[part] for part in token.within or ())))
        if name not in runs:
            runs[name] = iter(numbers(hospital_id, name, many))
        return next(runs[name])

    return number


def checked(form: str, level: Level) -> None:
    """Raise Refused for a format that cannot be read."""
    parse(form, level)

"""Labels of donors and specimens, from the protocol's formats; running numbers are taken from counters of the hospital."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from django.utils import timezone

from .actions import numbers
from .choices import Lineage
from .models import Collection, Protocol, Specimen

TOKEN = re.compile(r"%([A-Z_]+)(?:\((\d+)\))?%")
SHORT = {"whole_blood": "WB", "plasma": "PL", "serum": "SE", "buffy_coat": "BC", "pbmc": "MC", "dna": "DNA", "rna": "RNA",
         "core_needle": "CN", "ffpe_block": "FB", "section": "SL", "fresh_frozen": "FF"}


def donor_code(protocol: Protocol) -> str:
    """The next code of a donor in a protocol."""
    one = numbers(protocol.hospital_id, f"donors of {protocol.pk}")[0]
    return filled(protocol.donor_format, {"CP_CODE": protocol.code}, {"CP_UID": lambda: one})


def labels_for(visit: Collection, parent: Specimen | None, kind: str, lineage: str, many: int) -> Iterator[str]:
    """Labels of specimens about to be made, one after another."""
    registration = visit.registration
    protocol = registration.protocol
    form = {Lineage.PRIMARY: protocol.primary_format, Lineage.DERIVED: protocol.derived_format,
            Lineage.ALIQUOT: protocol.aliquot_format}[Lineage(lineage)]
    hospital, year = visit.hospital_id, (visit.at or timezone.now()).year
    fixed = {"PPI": registration.code, "CP_CODE": protocol.code, "SP_TYPE": SHORT.get(kind, kind.upper()[:4]),
             "PSPEC_LABEL": parent.label if parent else "", "YR_OF_COLL": str(year),
             "EVENT_CODE": visit.time_point.code if visit.time_point else "", "VISIT_NAME": visit.name}
    names = {"SYS_UID": "specimens", "CP_UID": f"specimens of protocol {protocol.pk}",
             "PPI_UID": f"specimens of registration {registration.pk}",
             "PPI_SPEC_TYPE_UID": f"{kind} of registration {registration.pk}",
             "PPI_YOC_UID": f"{year} of registration {registration.pk}",
             "PSPEC_UID": f"children of {parent.pk if parent else 0}"}
    used = {token for token, _ in TOKEN.findall(form)} & names.keys() if form else {"PSPEC_UID"}
    runs = {token: iter(numbers(hospital, names[token], many)) for token in used}
    for _ in range(many):
        turn = {token: (lambda run=run: next(run)) for token, run in runs.items()}
        yield filled(form, fixed, turn) if form else f"{fixed['PSPEC_LABEL']}_{next(runs['PSPEC_UID'])}"


def filled(form: str, fixed: dict[str, str], counted: dict[str, Callable[[], int]]) -> str:
    """A format with its tokens filled in; what is no token stays as it is."""
    def one(hit: re.Match[str]) -> str:
        name, width = hit[1], int(hit[2] or 0)
        if name in counted:
            return f"{counted[name]():0{width}d}"
        return fixed.get(name, hit[0])

    return TOKEN.sub(one, form)

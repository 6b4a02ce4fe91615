"""Questions about labels: how a protocol makes them, what was printed, what is to be printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.ui.words import language, words

from ..labelling import short
from ..measures import measured
from ..models import Protocol, Specimen
from ..wordlist import word
from .design import Design
from .design_reading import shipped
from .designing import kept_design
from .models import LabelVersion, PrintedLabel, PrintJob
from .printing import Printed

MOST_CODES = 2_000
RELATED = ("collection__registration__protocol", "collection__time_point", "requirement", "hospital")


@dataclass(frozen=True)
class ToPrint:
    """A specimen with what its label may say and the times it was printed, the first first."""

    specimen: Specimen
    known: Mapping[str, str]
    before: tuple[Printed, ...]


@dataclass(frozen=True)
class Selection:
    """What was asked for: specimens in that order, and the codes that no specimen has."""

    rows: tuple[ToPrint, ...]
    unknown: tuple[str, ...]


def codes_of(text: str) -> tuple[str, ...]:
    """Codes as they were scanned, one a line; each once."""
    found = (one.strip()[:120] for one in re.split(r"[\n\r\t]+", text.replace("\0", "")))
    return tuple(dict.fromkeys(one for one in found if one))[:MOST_CODES]


def selection(codes: Sequence[str], viewer: Viewer) -> Selection:
    """Specimens of the viewer's hospitals by label or barcode, in two questions."""
    with acting(viewer):
        mine = Specimen.objects.filter(hospital_id__in=viewer.hospital_ids).select_related(*RELATED)
        found = mine.filter(Q(label__in=codes) | Q(barcode__in=codes)).order_by("id") if codes else ()
        by_code = {one.barcode: one for one in found if one.barcode} | {one.label: one for one in found}
        rows = list(dict.fromkeys(by_code[code] for code in codes if code in by_code))
        before = prints_of([row.pk for row in rows])
        return Selection(tuple(ToPrint(row, told(row), before.get(row.pk, ())) for row in rows),
                         tuple(code for code in codes if code not in by_code))


def prints_of(ids: Sequence[int]) -> dict[int, tuple[Printed, ...]]:
    """When each specimen's label was printed, by whom and why; inside a transaction of the viewer."""
    found: dict[int, list[Printed]] = {}
    for one in PrintedLabel.objects.filter(specimen_id__in=ids).select_related("job__by").order_by("specimen_id", "number"):
        by = one.job.by.name(language()) if one.job.by else "–"
        found.setdefault(one.specimen_id, []).append(
            Printed(f"{timezone.localtime(one.job.at):%Y-%m-%d %H:%M}", by, one.why))
    return {pk: tuple(rows) for pk, rows in found.items()}


def told(one: Specimen) -> dict[str, str]:
    """What a label may say of a specimen; what is not recorded is left out."""
    visit = one.collection
    at = one.made_at or visit.at
    quantity = one.initial if one.available is None else one.available
    known = {
        "LABEL": one.label, "BARCODE": one.barcode, "SP_TYPE": short(one.kind), "TYPE": words(word("types", one.kind)),
        "PPI": visit.registration.code, "CP_CODE": visit.registration.protocol.code, "VISIT_NAME": visit.name,
        "EVENT_CODE": visit.time_point.code if visit.time_point else "",
        "REQ_CODE": one.requirement.code if one.requirement else "",
        "PATH_STATUS": one.get_tissue_display() if one.tissue else "",
        "COLLECTED_ON": f"{timezone.localtime(at):%Y-%m-%d}" if at else "",
        "YR_OF_COLL": f"{timezone.localtime(visit.at):%Y}" if visit.at else "",
        "QUANTITY": measured(quantity, one.unit),
        "HOSPITAL": words(one.hospital.words)}
    return {name: value for name, value in known.items() if value}


def versions(protocol: Protocol, viewer: Viewer) -> tuple[LabelVersion, ...]:
    """How the protocol's labels were made, the newest first."""
    with acting(viewer):
        return tuple(LabelVersion.objects.filter(protocol=protocol).select_related("written_by").order_by("-number"))


def designs(viewer: Viewer) -> dict[str, Design]:
    """Designs to print with: those that ship, and each protocol's own latest."""
    with acting(viewer):
        latest = LabelVersion.objects.filter(hospital_id__in=viewer.hospital_ids).order_by("protocol_id", "-number")\
            .distinct("protocol_id").select_related("protocol")
        own = {f"protocol-{one.protocol_id}": kept_design(one.design) for one in latest}
    return {**own, **shipped()}


def usual_design(rows: Sequence[ToPrint], held: Mapping[str, Design]) -> str:
    """The design of the protocol of the first specimen, or the one for a cryotube."""
    for one in rows[:1]:
        own = f"protocol-{one.specimen.collection.registration.protocol_id}"
        if own in held:
            return own
    return "cryotube"


def labels_of_visit(collection_id: int, viewer: Viewer) -> tuple[str, ...]:
    """Labels of the specimens of a visit."""
    with acting(viewer):
        return tuple(Specimen.objects.filter(
            collection_id=collection_id if 0 < collection_id < 2**31 else 0, hospital_id__in=viewer.hospital_ids)
            .order_by("id").values_list("label", flat=True))


def jobs(viewer: Viewer, most: int = 20) -> tuple[PrintJob, ...]:
    """What was printed lately."""
    with acting(viewer):
        return tuple(PrintJob.objects.filter(hospital_id__in=viewer.hospital_ids).select_related("by")[:most])


def protocols(viewer: Viewer) -> tuple[tuple[Protocol, int], ...]:
    """Protocols with the number of their label version; nought where none was kept here."""
    with acting(viewer):
        numbers: dict[int, int] = {}
        for protocol, number in LabelVersion.objects.values_list("protocol_id", "number").order_by("number"):
            numbers[protocol] = number
        return tuple((one, numbers.get(one.pk, 0))
                     for one in Protocol.objects.filter(hospital_id__in=viewer.hospital_ids).order_by("code"))

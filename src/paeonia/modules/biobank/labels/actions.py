"""Writes about labels: keeping a version of a protocol's formats and design, printing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from paeonia.people.access import record_access
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Problem, Refused

from ..actions import allowed, kept
from ..models import Protocol, Specimen
from ..protocols.actions import change
from . import queries
from .design import Design, Filled, filled
from .design_reading import plain
from .designing import LEVELS
from .models import LabelVersion, PrintedLabel, PrintJob
from .printing import turns
from .tokens import parse


def keep(protocol: Protocol, formats: Mapping[str, str], design: Design, note: str, viewer: Viewer) -> LabelVersion:
    """Make a protocol's labels this way from now on; labels that are there already stay as they are."""
    allowed(viewer, "bank.manage", protocol)
    wrong: list[Problem] = []
    for level in LEVELS:
        try:
            parse(formats[level], level)
        except Refused as refused:
            wrong += refused.problems
        if not formats[level] and level in ("donor", "primary"):
            wrong.append(Problem("label-empty"))
    if wrong:
        raise Refused(wrong)
    with acting(viewer):
        protocol = Protocol.objects.select_for_update().get(pk=protocol.pk)
        last = LabelVersion.objects.filter(protocol=protocol).order_by("-number").values_list("number", flat=True).first()
        said = {f"{level}_format": formats[level] for level in LEVELS}
        change(protocol, said, viewer)
        return kept(LabelVersion(hospital_id=protocol.hospital_id, protocol=protocol, number=(last or 0) + 1,
                                 design=plain(design), note=note, written_by_id=viewer.user_id, **said))


def print_labels(codes: Sequence[str], design: Design, paper: str, why: str, viewer: Viewer) -> list[tuple[Filled, ...]]:
    """Count a print of every specimen named and return what each label says; all of them or none.

    What was printed before needs a reason; a code that no specimen has stops the print.
    """
    with acting(viewer):
        picked = queries.selection(codes, viewer)
        if picked.unknown:
            raise Refused([Problem("bank-unknown-code", "", {"code": code}) for code in picked.unknown])
        if not picked.rows:
            raise Refused([Problem("print-nothing")])
        for one in picked.rows:
            allowed(viewer, "bank.collect", one.specimen)
        ids = sorted(one.specimen.pk for one in picked.rows)
        # Whoever prints the same tube at this moment waits; in one order, so that nobody waits for ever.
        list(Specimen.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",)).values_list("pk"))
        before = queries.prints_of(ids)
        due = turns([(one.specimen.label, before.get(one.specimen.pk, ())) for one in picked.rows], why)
        said = [filled(design, one.known) for one in picked.rows]
        for hospital in dict.fromkeys(one.specimen.hospital_id for one in picked.rows):
            here = [(one, turn) for one, turn in zip(picked.rows, due, strict=True) if one.specimen.hospital_id == hospital]
            job = kept(PrintJob(hospital_id=hospital, paper=paper, design=design.code[:60], count=len(here),
                                by_id=viewer.user_id))
            PrintedLabel.objects.bulk_create([
                PrintedLabel(hospital_id=hospital, job=job, specimen=one.specimen, number=turn.number,
                             label=one.specimen.label, why=turn.why[:200]) for one, turn in here])
        record_access("exported", viewer, f"bank: {len(due)} labels ({paper})")
        return said

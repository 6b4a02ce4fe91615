"""What the demo bank makes of its blood and biopsies: nucleic acids, organoids, and the effusions of two donors."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from .bench import actions as bench
from .bench.actions import Tube
from .models import Specimen

SOME = 5                                # donors whose nucleic acids were extracted
LATER = timedelta(days=3, hours=2)      # frozen blood and tissue are extracted together, days after
GROWN = timedelta(days=6)
# What was read of each extraction, one sample after another: integrity, purity, concentration.
DNA = (("9.1", "1.84", "62.5"), ("8.7", "1.86", "48"), ("9.4", "1.81", "71"), ("6.2", "1.79", "35"), ("8.9", "1.85", "57"))
RNA = (("8.2", "2.05", "120"), ("7.6", "2.02", "96"), ("5.4", "1.98", "74"), ("8.8", "2.07", "141"), ("7.9", "2.04", "88"))
CFDNA = ("0.42", "1.3", "0.27", "0.9", "0.61")


def extracted(hospital: int, worker: Viewer) -> list[tuple[Specimen, str, str]]:
    """Extract, grow and spin what the first donors gave; gives back each sample with a quality result to be entered."""
    told: list[tuple[Specimen, str, str]] = []
    for at, one in enumerate(_first(hospital, "buffy_coat", worker)):
        made = _out_of(one, "dna", "50", worker, taken=Decimal("0.2"), device="Extractor 1")
        told += _read(made, ("din", "a260_280", "dna_concentration"), DNA[at])
    for at, one in enumerate(_first(hospital, "core_needle", worker)):
        made = _out_of(one, "rna", "30", worker, taken=Decimal(1), device="Extractor 1")
        told += _read(made, ("rin", "a260_280", "dna_concentration"), RNA[at])
    for at, one in enumerate(_first(hospital, "plasma_double", worker)):
        made = _out_of(one, "cfdna", "45", worker, taken=Decimal(1), device="Extractor 2", close=True)
        told.append((made, "dna_concentration", CFDNA[at]))
    visits = [one.collection for one in _first(hospital, "core_needle", worker)]
    for visit in visits[:3]:
        told.append((_organoid(visit, worker), "viability", "86"))
    for visit in visits[3:]:
        _effusion(visit, worker)
    return told


def _first(hospital: int, kind: str, worker: Viewer) -> list[Specimen]:
    """One tube of this type from each of the first donors."""
    with acting(worker):
        rows = Specimen.objects.filter(hospital_id=hospital, kind=kind, status="collected",
                                       collection__registration__protocol__code="PEONY").exclude(
            kind="plasma_double", lineage="derived").select_related("collection").order_by("collection_id", "id")
        return list({one.collection_id: one for one in reversed(rows)}.values())[::-1][:SOME]


def _out_of(parent: Specimen, kind: str, volume: str, worker: Viewer, **more: Any) -> Specimen:
    """One tube of nucleic acid."""
    assert parent.made_at
    made, = bench.derive(parent, [Tube(Decimal(volume), "uL", kind=kind, container="cryotube_0_5")], parent.made_at + LATER,
                         worker, **more)
    bench.happened([made], "frozen", parent.made_at + LATER + timedelta(minutes=50), worker, fields={"temperature": -80})
    return made


def _read(made: Specimen, codes: tuple[str, ...], values: tuple[str, ...]) -> list[tuple[Specimen, str, str]]:
    return [(made, code, value) for code, value in zip(codes, values, strict=True)]


def _organoid(visit: Any, worker: Viewer) -> Specimen:
    """A core that went to culture unfrozen; all of it was used."""
    core = bench.add(visit, visit.at, Tube(Decimal(1), "{piece}", kind="core_needle", more={
        "tissue": "metastasis", "site": _site(visit, worker)}), worker)
    bench.happened([core], "received", visit.at + timedelta(minutes=25), worker, fields={"temperature": 4})
    made = bench.derive(core, [Tube(Decimal(1), "{vial}", kind="organoid", container="cryotube_1_8")] * 2,
                        visit.at + GROWN, worker, device="Incubator 3", close=True)
    bench.happened(made, "frozen", visit.at + GROWN + timedelta(minutes=30), worker,
                   fields={"fixative": "slow", "temperature": -80})
    return made[0]


def _effusion(visit: Any, worker: Viewer) -> None:
    """Fluid from the pleura: what was spun down and what stood above it."""
    drawn = visit.at + timedelta(minutes=40)
    fluid = bench.add(visit, drawn, Tube(Decimal(60), "mL", kind="pleural_effusion", container="sterile_pp", more={
        "tissue": "fluid", "site": "C38.4"}), worker)
    bench.happened([fluid], "spun", drawn + timedelta(minutes=35), worker, until=drawn + timedelta(minutes=45),
                   device="Centrifuge 2", fields={"g": 500, "temperature": 4})
    bench.derive(fluid, [Tube(Decimal("1.5"), "mL", kind="effusion_supernatant", container="cryotube_1_8")] * 3,
                 drawn + timedelta(minutes=55), worker)
    cells = bench.derive(fluid, [Tube(Decimal(4), "10*6", kind="effusion_cells", container="cryotube_1_8")] * 2,
                         drawn + timedelta(minutes=60), worker, close=True)
    bench.happened(cells, "frozen", drawn + timedelta(minutes=75), worker, fields={"fixative": "slow", "temperature": -80})


def _site(visit: Any, worker: Viewer) -> str:
    with acting(worker):
        return Specimen.objects.filter(collection=visit, kind="core_needle").exclude(site="").values_list(
            "site", flat=True).first() or ""

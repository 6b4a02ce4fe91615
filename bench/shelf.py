"""A full bank: a hundred thousand donors, a million samples, ten thousand boxes; what a technician waits for."""

from __future__ import annotations

import random
from decimal import Decimal
from time import perf_counter
from typing import Any

from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.clock import percentile
from bench.results import Different, Results
from paeonia.modules.biobank import demo
from paeonia.modules.biobank.bench import actions as work
from paeonia.modules.biobank.bench.actions import Tube
from paeonia.modules.biobank.models import Edition, Protocol, Specimen
from paeonia.modules.biobank.storage import actions as storage
from paeonia.modules.biobank.storage.containers import actions as containers
from paeonia.modules.biobank.storage.finding import free_places
from paeonia.modules.biobank.storage.models import Container, Place
from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.people.viewer import Viewer, viewer_again

DONORS, EACH, SIDE = 100_000, 10, 10
RACKS, BOXES = 100, 100         # boxes a rack
TIMES = 200
# Rows in the shape the rooms write, copied because the rooms themselves would take an hour. `%(of)s` is the hospital.
FILL = (
    """INSERT INTO biobank_donor (hospital_id, code, created_at)
    SELECT %(of)s, 'S' || n, now() FROM generate_series(1, %(n)s) n""",
    """INSERT INTO biobank_registration (hospital_id, donor_id, protocol_id, edition_id, code, on_day)
    SELECT %(of)s, id, %(protocol)s, %(edition)s, 'R' || substr(code, 2), current_date - 400 FROM biobank_donor
    WHERE hospital_id = %(of)s AND code LIKE 'S%%'""",
    """INSERT INTO biobank_collection (hospital_id, registration_id, name, status, at, diagnosis, pathology_number, why)
    SELECT %(of)s, id, code || '-V1', 'complete', now() - interval '300 days', '', '', '' FROM biobank_registration
    WHERE hospital_id = %(of)s AND code LIKE 'R%%'""",
    """INSERT INTO biobank_specimen (hospital_id, collection_id, lineage, kind, container, tissue, site, side, label,
        barcode, initial, available, unit, concentration_unit, status, availability, closed_because, made_at, note)
    SELECT %(of)s, c.id, 'primary', 'plasma', '', 'fluid', '', '', c.name || '.' || k, c.name || '#' || k, 1, 1, 'mL', '',
        'collected', 'available', '', now() - interval '299 days', ''
    FROM biobank_collection c CROSS JOIN generate_series(1, %(each)s) k
    WHERE c.hospital_id = %(of)s AND c.name LIKE 'R%%-V1'""",
    """INSERT INTO biobank_custodyevent (hospital_id, specimen_id, deed, at, device, lot, fields, written_at)
    SELECT hospital_id, id, 'collected', made_at, '', '', '{}', now() FROM biobank_specimen
    WHERE hospital_id = %(of)s AND label LIKE 'R%%-V1.%%'""",
    """INSERT INTO bankstore_place (hospital_id, container_id, row, "column", state, specimen_id, why)
    SELECT %(of)s, b.id, (s.n - 1) %% 100 / 10 + 1, (s.n - 1) %% 10 + 1, 'held', s.id, ''
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM biobank_specimen
          WHERE hospital_id = %(of)s AND label LIKE 'R%%-V1.%%') s
    JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM bankstore_container
          WHERE hospital_id = %(of)s AND name LIKE 'Bench box%%') b ON b.n = (s.n - 1) / 100 + 1
    WHERE b.n <= %(full)s""",
)


def shelf(results: Results) -> None:
    """Fill the bank once, then look things up in it as a technician does."""
    demo.load(lambda said: None)
    manager = viewer_again(User.objects.get(username="fang").pk, "biobank_manager")
    with acting(manager):
        there = Specimen.objects.filter(label__startswith="R1-V1.").exists()
    if not there:
        results.say(f"Filling the bank with {DONORS * EACH:,} samples in {RACKS * BOXES:,} boxes, once …")
        _fill(manager)
    with acting(manager):
        boxes = list(Container.objects.without_tree_fields().filter(name__startswith="Bench box").order_by("pk"))
        size = f"{Specimen.objects.count():,} samples, {len(boxes):,} boxes"
    client, chance = Client(SERVER_NAME="127.0.0.1"), random.Random(3)
    client.force_login(User.objects.get(username="fang"))
    codes = [f"R{chance.randint(1, DONORS)}-V1#{chance.randint(1, EACH)}" for _ in range(TIMES)]
    _add(results, f"scan to the page of a sample, 95th percentile, {size}", [
        _spent(lambda code=code: _seen(client, f"/biobank/scan/?code={code.replace('#', '%23')}")) for code in codes], 100)
    _add(results, "map of a full box, 95th percentile", [
        _spent(lambda box=box: _seen(client, f"/biobank/storage/{box.pk}/")) for box in chance.sample(boxes, 60)], 150)
    with acting(manager):
        _add(results, "free places for 500 samples under restrictions, median", [
            _spent(lambda: free_places(boxes[0].hospital_id, 500, "plasma", None, between=(Decimal(-90), Decimal(-60))))
            for _ in range(11)], 300, 0.5)
    _aliquots(results, manager, boxes[-20:])


def _fill(manager: Viewer) -> None:
    with acting(manager):
        peony = Protocol.objects.get(code="PEONY")
        edition = Edition.objects.get(protocol=peony)
    freezer = containers.set_up({"kind": "freezer", "name": "Bench freezer", "holds": "containers", "temperature": -80},
                                None, peony.hospital_id, manager)
    for number in range(RACKS):
        rack = containers.set_up({"kind": "rack", "name": f"Rack {number:03d}", "holds": "containers"}, freezer,
                                 peony.hospital_id, manager)
        containers.set_up_many({"kind": "box", "name": f"Bench box {number:03d}", "holds": "specimens", "rows": SIDE,
                                "columns": SIDE}, BOXES, rack, manager)
    said = {"of": peony.hospital_id, "n": DONORS, "each": EACH, "protocol": peony.pk, "edition": edition.pk,
            "full": RACKS * BOXES - 50}
    for statement in FILL:
        with acting(manager), connection.cursor() as cursor:
            cursor.execute(statement, said)
    with acting(manager), connection.cursor() as cursor:
        for table in ("biobank_specimen", "biobank_custodyevent", "bankstore_place", "bankstore_container"):
            cursor.execute(f"ANALYZE {table}")


def _aliquots(results: Results, manager: Viewer, boxes: list[Any]) -> None:
    """Divide a sample into 96 tubes and put them into a box, in one action each."""
    spent = []
    for box in boxes:
        with acting(manager):
            if Place.objects.filter(container=box).exists():
                continue
            parent = Specimen.objects.filter(kind="plasma", available=1, label__contains="-V1.").order_by("-pk").first()
        assert parent is not None
        now = timezone.now()

        def deed(parent: Specimen = parent, box: Any = box, now: Any = now) -> None:
            made = work.aliquot(parent, [Tube(Decimal("0.01"), "mL")] * 96, now, manager)
            storage.store(made, box, now, manager)

        spent.append(_spent(deed))
    if spent:
        _add(results, "96 aliquots into a box, median", spent, 500, 0.5)


def _seen(client: Client, address: str) -> None:
    answer = client.get(address, follow=True, secure=True)
    if answer.status_code != 200:
        raise Different(f"{address} answered {answer.status_code}.")


def _spent(deed: Any) -> float:
    began = perf_counter()
    deed()
    return perf_counter() - began


def _add(results: Results, name: str, spent: list[float], most: int, share: float = 0.95) -> None:
    results.add(name, 1000 * percentile(spent, share), "ms", f"<= {most} ms")

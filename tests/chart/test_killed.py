"""An import that is killed leaves whole patients only, and the same command finishes it as if nothing had happened."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from throwaway import child_environment

from paeonia.chart import door
from paeonia.people.viewer import system_viewer

ROOT = Path(__file__).parents[2]
PEOPLE = 150
# Small transactions, so that a kill falls between them often.
CHILD = (
    "import sys; from paeonia.chart import groups; groups.TOGETHER = 20;"
    "sys.argv = ['paeonia', 'import', *sys.argv[1:]];"
    "import django; django.setup(); from paeonia.site.cli import main; main()"
)


@pytest.fixture
def register(tmp_path):
    """A register with a row that cannot be true now and then."""
    rows = ["病历号,姓名,性别,出生日期,LVEF,ER status,PR status"]
    for i in range(PEOPLE):
        rows.append(
            f"R{i:04},王丽{chr(0x4E00 + i)},女,19{40 + i % 50}-03-02,{600 if i % 40 == 7 else 50 + i % 20},阳性,阴性"
        )
    path = tmp_path / "register.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def bundle(tmp_path):
    """The same kind of people as FHIR lines, an impossible value now and then."""
    lines = []
    for i in range(PEOPLE):
        who = {"resourceType": "Patient", "id": f"p{i}", "gender": "female", "birthDate": f"19{40 + i % 50}-03-02",
               "identifier": [{"type": {"coding": [{"code": "MR"}]}, "value": f"F{i:04}"}],
               "name": [{"family": "Wang", "given": [f"Lihua{i}"]}]}  # fmt: skip
        heart = {"resourceType": "Observation", "id": f"o{i}", "status": "final", "subject": {"reference": f"Patient/p{i}"},
                 "code": {"coding": [{"system": "http://loinc.org", "code": "10230-1"}]}, "effectiveDateTime": "2026-03-02",
                 "valueQuantity": {"value": 600 if i % 40 == 7 else 50 + i % 20, "unit": "%", "code": "%",
                                   "system": "http://unitsofmeasure.org"}}  # fmt: skip
        looked = {**heart, "id": f"m{i}", "code": {"coding": [{"system": "http://loinc.org", "code": "44667-4"}]},
                  "valueQuantity": None,
                  "valueCodeableConcept": {"coding": [{"system": "http://snomed.info/sct", "code": "260413007"}]}}
        lines += [json.dumps(who), json.dumps(heart), json.dumps(looked)]
    path = tmp_path / "export.ndjson"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def begin(kind, path, code):
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, kind, str(path), "--hospital", code],
        env=child_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kept(viewer):
    """What is on record: record number -> digests of her facts; and the queue."""
    from paeonia.chart.models import Patient, Queued
    from paeonia.people.context import acting

    with acting(viewer):
        found = {}
        # One statement, hence one moment: the child is writing meanwhile.
        for mrn, digest in Patient.objects.values_list("mrn", "facts__digest"):
            found.setdefault(mrn, set()).add(digest)
        return found, set(Queued.objects.values_list("digest", flat=True))


def totals(viewer):
    run = door.runs(viewer).items[0]
    return run.state, run.patients, run.kept, run.same, run.queried, run.refused


@pytest.mark.parametrize("kind", ["register", "fhir"])
def test_a_killed_import_leaves_whole_patients_and_is_finished_by_the_same_command(
    real_database, register, bundle, kind
):
    from paeonia.people.models import Hospital

    east = Hospital.objects.create(code="east", name_zh="东院", name_en="East")
    west = Hospital.objects.create(code="west", name_zh="西院", name_en="West")
    undisturbed, disturbed = (system_viewer("test", (h.pk,)) for h in (east, west))
    source = register if kind == "register" else bundle
    calm = begin(kind, source, "east")
    _, said = calm.communicate(timeout=120)
    assert calm.returncode == 0, said
    whole, queue = kept(undisturbed)
    assert len(whole) == PEOPLE and queue

    dice, kills = random.Random(), 0
    for _ in range(3):
        child = begin(kind, source, "west")
        goal = len(kept(disturbed)[0]) + dice.randrange(1, PEOPLE // 5)
        while child.poll() is None and len(kept(disturbed)[0]) < goal:
            time.sleep(dice.random() * 0.01)
        if child.poll() is None:
            child.send_signal(signal.SIGKILL)
            kills += 1
        child.communicate()
        for mrn, digests in kept(disturbed)[0].items():
            assert digests == whole[mrn], f"{mrn} is half-written"
    assert kills, "no child lived long enough to be killed"

    last = begin(kind, source, "west")
    _, said = last.communicate(timeout=120)
    assert last.returncode == 0, said
    assert kept(disturbed) == (whole, queue)
    if len(door.runs(disturbed).items) == 1:  # else a child finished before it could be killed
        assert totals(disturbed) == totals(undisturbed)

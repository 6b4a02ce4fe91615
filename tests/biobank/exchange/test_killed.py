"""An import of samples that is killed leaves whole batches only, and goes on as if nothing had happened."""

import random
import signal
import subprocess
import sys
import time
from decimal import Decimal

import pytest
from biobank.bankers import a_protocol, a_visit, blood, later
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from throwaway import child_environment

from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.choices import Deed
from paeonia.modules.biobank.exchange import actions, queries, seen
from paeonia.modules.biobank.models import CustodyEvent, Specimen
from paeonia.people.context import acting
from paeonia.people.models import Hospital, Membership, User
from paeonia.people.viewer import Viewer

FAMILIES, STEPS = 60, 150
CHILD = """
import sys, django
django.setup()
from paeonia.modules.biobank.exchange import actions, queries, tasks
from paeonia.people.viewer import viewer_again
actions.BATCH = 7
viewer = viewer_again(int(sys.argv[2]), "biobank_manager")
run = queries.run(int(sys.argv[1]), viewer)
actions.begin(run, viewer)
tasks.carry_out(run, viewer)
"""
CORRECTING = """
import sys, django
django.setup()
from paeonia.modules.biobank.exchange import actions, queries, tasks
from paeonia.people.viewer import viewer_again
actions.FEW = 7
viewer = viewer_again(int(sys.argv[2]), "biobank_manager")
actions.look_at(queries.run(int(sys.argv[1]), viewer), viewer)
actions.begin(queries.run(int(sys.argv[1]), viewer), viewer)
tasks.carry_out(queries.run(int(sys.argv[1]), viewer), viewer)
"""


@pytest.fixture
def manager(real_database, tmp_path, monkeypatch):
    monkeypatch.setenv("PAEONIA_HOME", str(tmp_path))
    here = Hospital.objects.create(code="east", name_zh="东院", name_en="East")
    user = User.objects.create_user("fang", password="long enough for a test")
    Membership.objects.create(user=user, hospital=here, role="biobank_manager")
    return Viewer(user.pk, "fang", "biobank_manager", (here.pk,))


def killed(code, run, manager, when):
    """Run a child and kill it as soon as `when` holds; False when it ended before."""
    with subprocess.Popen([sys.executable, "-c", code, str(run.pk), str(manager.user_id)], env=child_environment(),
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as child:
        until = time.monotonic() + 60
        while child.poll() is None and not when() and time.monotonic() < until:
            time.sleep(.01)
        alive = child.poll() is None
        if alive:
            child.send_signal(signal.SIGKILL)
        said = child.communicate(timeout=120)[1]
        assert child.returncode in (0, -signal.SIGKILL), said.decode()[-2000:]
    return alive


def test_corrections_killed_while_looked_at_and_while_kept_are_finished_once(manager):
    tube = blood(a_visit(a_protocol(manager, Hospital.objects.get()), manager), manager, barcode="B1")
    for number in range(STEPS):
        bench.happened([tube], Deed.SPUN, later(number), manager)

    def written(deed):
        with acting(manager):
            return CustodyEvent.objects.filter(specimen=tube, deed=deed).count()

    text = "Label,Step,Time it happened,Spin (g),Why it is corrected\n" + "".join(
        f"B1,spun,{timezone.localtime(later(number)):%Y-%m-%d %H:%M},1900,x{'x' * 120}\n" for number in range(STEPS))
    run = actions.hand_in(SimpleUploadedFile("s.csv", text.encode()), "stepfix", "", "", manager.hospital_ids[0], manager,
                          wait=False)
    assert killed(CORRECTING, run, manager, lambda: seen.far(run.stored)[0] == seen.TRY)
    assert (queries.run(run.pk, manager).state, written(Deed.CORRECTED)) == ("looking", 0)
    assert killed(CORRECTING, run, manager, lambda: 0 < queries.run(run.pk, manager).done < STEPS)
    held = queries.run(run.pk, manager)
    assert (held.state, held.done) == ("running", written(Deed.CORRECTED)) and held.done % 7 == 0 and held.done < STEPS
    assert not killed(CORRECTING, run, manager, lambda: False)
    done = queries.run(run.pk, manager)
    assert (done.state, done.changed, done.bad, written(Deed.CORRECTED)) == ("done", STEPS, 0, STEPS)
    assert (written(Deed.SPUN), len(queries.changed_rows(done, manager))) == (2 * STEPS, STEPS)


def test_a_killed_import_is_finished_by_the_next(manager):
    here = Hospital.objects.get()
    a_protocol(manager, here)
    text = "Donor,Visit,Label,Type,Parent label,Lineage,Quantity,Unit,Collected or made\n" + "".join(
        f"P{n},B,T{n},whole_blood,,,10,mL,2026-03-02\n,,T{n}.1,plasma,T{n},aliquot,1,mL,2026-03-02\n"
        f",,T{n}.2,plasma,T{n},aliquot,2,mL,2026-03-02\n" for n in range(FAMILIES))
    run = actions.hand_in(SimpleUploadedFile("s.csv", text.encode()), "new", "", "PBC", here.pk, manager)
    chance, kills = random.Random(11), 0
    while queries.run(run.pk, manager).state != "done":
        with subprocess.Popen([sys.executable, "-c", CHILD, str(run.pk), str(manager.user_id)], env=child_environment(),
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as child:
            before = queries.run(run.pk, manager).done
            until = time.monotonic() + 60
            # Kill only once it has begun to keep rows, else nothing is tried; the last child is left in peace.
            while kills < 4 and child.poll() is None and queries.run(run.pk, manager).done == before \
                    and time.monotonic() < until:
                time.sleep(.01)
            if kills < 4 and child.poll() is None:
                time.sleep(chance.random() * .2)
                child.send_signal(signal.SIGKILL)
                kills += 1
            said = child.communicate(timeout=120)[1]
            assert child.returncode in (0, -signal.SIGKILL), said.decode()[-2000:]
        with acting(manager):
            tubes = {one.label: one for one in Specimen.objects.select_related("parent")}
            told = set(CustodyEvent.objects.exclude(fields__has_key="children").values_list("specimen_id", flat=True))
        assert len(tubes) == queries.run(run.pk, manager).done and told == {one.pk for one in tubes.values()}
        for label, one in tubes.items():
            if one.lineage == "primary":
                taken = sum(int(child.endswith(".1")) + 2 * int(child.endswith(".2")) for child in tubes
                            if child.startswith(f"{label}."))
                assert one.available == Decimal(10 - taken)
    done = queries.run(run.pk, manager)
    assert kills >= 2 and (done.made, done.bad, done.good) == (3 * FAMILIES, 0, 3 * FAMILIES)

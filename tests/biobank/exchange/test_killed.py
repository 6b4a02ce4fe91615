"""An import of samples that is killed leaves whole batches only, and goes on as if nothing had happened."""

import random
import signal
import subprocess
import sys
import time
from decimal import Decimal

from biobank.bankers import a_protocol
from django.core.files.uploadedfile import SimpleUploadedFile
from throwaway import child_environment

from paeonia.modules.biobank.exchange import actions, queries
from paeonia.modules.biobank.models import CustodyEvent, Specimen
from paeonia.people.context import acting
from paeonia.people.models import Hospital, Membership, User
from paeonia.people.viewer import Viewer

FAMILIES = 60
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


def test_a_killed_import_is_finished_by_the_next(real_database, tmp_path, monkeypatch):
    monkeypatch.setenv("PAEONIA_HOME", str(tmp_path))
    here = Hospital.objects.create(code="east", name_zh="东院", name_en="East")
    user = User.objects.create_user("fang", password="long enough for a test")
    Membership.objects.create(user=user, hospital=here, role="biobank_manager")
    manager = Viewer(user.pk, "fang", "biobank_manager", (here.pk,))
    a_protocol(manager, here)
    text = "Donor,Visit,Label,Type,Parent label,Lineage,Quantity,Unit,Collected or made\n" + "".join(
        f"P{n},B,T{n},whole_blood,,,10,mL,2026-03-02\n,,T{n}.1,plasma,T{n},aliquot,1,mL,2026-03-02\n"
        f",,T{n}.2,plasma,T{n},aliquot,2,mL,2026-03-02\n" for n in range(FAMILIES))
    run = actions.hand_in(SimpleUploadedFile("s.csv", text.encode()), "new", "", "PBC", here.pk, manager)
    chance, kills = random.Random(11), 0
    while queries.run(run.pk, manager).state != "done":
        with subprocess.Popen([sys.executable, "-c", CHILD, str(run.pk), str(user.pk)], env=child_environment(),
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

"""Records come in once, keep every changed version, and never take one another down."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

import paeonia
from paeonia.modules.trials.actions import import_records
from paeonia.modules.trials.intake.files import entries
from paeonia.modules.trials.intake.formats import entry
from paeonia.modules.trials.models import (
    ImportBatch,
    RegistryProblem,
    Trial,
    TrialNumber,
    TrialSite,
    TrialVersion,
)
from paeonia.people.viewer import Viewer

SOURCE = str(Path(paeonia.__file__).parents[1])
ENVIRONMENT = {**os.environ, "PYTHONPATH": SOURCE + os.pathsep + os.environ.get("PYTHONPATH", "")}
pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(viewer, two_hospitals):
    return viewer("trial_coordinator", two_hospitals[0])


def take(coordinator, *records):
    return import_records([entry(raw, f"r{n}") for n, raw in enumerate(records)], coordinator, "made-up")


def counts(report):
    return report.new, report.changed, report.same, report.refused


def test_a_record_becomes_a_trial_with_its_numbers_and_sites(v2, coordinator):
    assert counts(take(coordinator, v2())) == (1, 0, 0, 0)
    trial = Trial.objects.get()
    assert (trial.number, trial.status, trial.phases) == ("NCT90000001", "RECRUITING", ["PHASE1", "PHASE2"])
    assert set(trial.numbers.values_list("number", "registry")) >= {
        ("NCT90000001", "ClinicalTrials.gov"), ("ChiCTR2100012345", "ChiCTR"), ("PAE-01", "")}
    assert trial.limits == {"all": [{"age": {"from": 18, "to": 75}}, {"sex": "female"}]}
    assert (trial.settings, trial.subtypes) == (["advanced"], ["her2_positive"])
    assert trial.current.content["eligibility"].startswith("Inclusion") and trial.current.changed == []
    assert TrialSite.objects.get().city == "Shanghai"
    assert "blossomab" in trial.search_text and "bl-1" in trial.search_text
    assert ImportBatch.objects.get().finished_at is not None


def test_the_same_record_again_changes_nothing(v2, coordinator):
    take(coordinator, v2())
    again = v2()
    again["derivedSection"]["miscInfoModule"]["versionHolder"] = "2026-02-11"      # the registry's own clock
    again["protocolSection"]["contactsLocationsModule"]["centralContacts"] = []    # persons are not kept
    assert counts(take(coordinator, again, dict(reversed(again.items())))) == (0, 0, 2, 0)
    assert TrialVersion.objects.count() == 1


def test_a_changed_record_is_a_new_version_that_says_what_changed(v2, coordinator):
    take(coordinator, v2())
    changed = v2(overallStatus="COMPLETED", lastUpdatePostDateStruct={"date": "2026-05-01"})
    changed["protocolSection"]["contactsLocationsModule"]["locations"] = []
    assert counts(take(coordinator, changed)) == (0, 1, 0, 0)
    trial = Trial.objects.get()
    assert trial.status == "COMPLETED" and trial.versions.count() == 2 and trial.sites.count() == 0
    assert trial.current.changed == ["last_update", "locations", "status"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pgh_label FROM trials_trialevent WHERE pgh_obj_id = %s", [trial.pk])
        assert "update" in {label for label, in cursor.fetchall()}


def test_an_older_record_is_kept_but_does_not_lead(v2, coordinator):
    take(coordinator, v2())
    take(coordinator, v2(overallStatus="NOT_YET_RECRUITING", lastUpdatePostDateStruct={"date": "2025-08-01"}))
    trial = Trial.objects.get()
    assert trial.versions.count() == 2 and trial.status == "RECRUITING"
    assert trial.current.registry_date == "2026-02-03"


def test_two_records_of_one_trial_stay_one_trial(v2, coordinator):
    alias = v2("NCT90000002")
    alias["protocolSection"]["identificationModule"]["nctIdAliases"] = ["NCT90000003"]
    take(coordinator, alias)
    assert counts(take(coordinator, v2("NCT90000003"))) == (0, 1, 0, 0)
    trial = Trial.objects.get()
    assert trial.number == "NCT90000002" and trial.current.number == "NCT90000002"


def test_a_number_of_another_trial_is_reported_and_stays_there(v2, coordinator):
    thief = v2("NCT90000002")
    thief["protocolSection"]["identificationModule"]["secondaryIdInfos"] = [{"id": "ChiCTR2100012345"}]
    report = take(coordinator, v2(), thief)
    assert counts(report) == (2, 0, 0, 0)
    assert [p.code for p in report.alarms] == ["registry-number-taken"]
    assert TrialNumber.objects.get(number="ChiCTR2100012345").trial.number == "NCT90000001"
    assert TrialNumber.objects.filter(number="PAE-01").count() == 2     # sponsors' own numbers may meet


def test_a_bad_record_does_not_stop_the_others(v2, coordinator):
    poison = v2("NCT90000002")
    poison["protocolSection"]["identificationModule"]["briefTitle"] = "NUL \x00 inside"   # PostgreSQL cannot hold it
    endless = v2("NCT90000004")
    endless["protocolSection"]["statusModule"]["overallStatus"] = "X" * 100
    report = take(coordinator, v2(), poison, {"no": "trial"}, endless, v2("NCT90000005"))
    assert counts(report) == (2, 0, 0, 3)
    assert set(Trial.objects.values_list("number", flat=True)) == {"NCT90000001", "NCT90000005"}
    queue = RegistryProblem.objects.filter(refused=True)
    assert sorted(queue.values_list("place", "code")) == [
        ("r1", "registry-failed"), ("r2", "registry-not-a-trial"), ("r3", "registry-failed")]
    assert "no" in queue.get(place="r2").excerpt


def test_the_queue_holds_one_entry_for_one_trouble_and_settles_when_mended(v2, coordinator):
    for _ in range(2):
        take(coordinator, {"no": "trial"})
    assert RegistryProblem.objects.get().settled_at is None
    take(coordinator, v2())
    assert RegistryProblem.objects.get().settled_at is not None


def test_a_field_nobody_knows_is_one_alarm_with_its_count(v2, coordinator):
    records = [v2(f"NCT9000000{n}") for n in range(2, 6)]
    for record in records:
        record["protocolSection"]["designModule"]["newField"] = 1
    take(coordinator, *records)
    alarm = RegistryProblem.objects.get()
    assert (alarm.code, alarm.times, alarm.refused) == ("registry-unknown-field", 4, False)


def test_who_may_not_import_cannot(v2, viewer, two_hospitals):
    with pytest.raises(PermissionDenied):
        take(viewer("nurse", two_hospitals[0]), v2())
    assert Trial.objects.count() == 0


def test_real_samples_come_in_twice_without_a_second_version(real, coordinator):
    folder = real / "ctgov_v2_samples" / "aact_json"
    first = import_records(entries(folder / "NCT03418623.json"), coordinator, "sample")
    again = import_records(entries(folder / "NCT03418623.json"), coordinator, "sample")
    assert (first.new, again.same, first.refused, first.alarms) == (1, 1, 0, ())


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_make_one_trial(v2):
    records = [entry(v2(f"NCT9000001{n}"), f"r{n}") for n in range(8)]
    viewer, reports = Viewer(None, "t", "system", ()), []

    def run(order):
        try:
            reports.append(import_records(records[::order], viewer, "at once"))
        finally:
            connection.close()

    together = [threading.Thread(target=run, args=(order,)) for order in (1, 1, -1)]
    for thread in together:
        thread.start()
    for thread in together:
        thread.join()
    assert sum(report.new for report in reports) == 8 and sum(report.same for report in reports) == 16
    assert Trial.objects.count() == TrialVersion.objects.count() == TrialSite.objects.count() == 8


KILLED = """
import os, signal, sys, json
import django
django.setup()
from django.db import connections
connections['default'].settings_dict['NAME'] = sys.argv[1]
from paeonia.modules.trials import actions
from paeonia.modules.trials.intake.formats import entry
from paeonia.people.viewer import Viewer
sites = actions._sites
def die_between(trial, record):
    if record.number == 'NCT90000003':
        os.kill(os.getpid(), signal.SIGKILL)      # trial and version are written, sites and numbers not yet
    sites(trial, record)
actions._sites = die_between
records = json.load(sys.stdin)
actions.import_records([entry(r, str(n)) for n, r in enumerate(records)], Viewer(None, 't', 'system', ()), 'killed')
"""


@pytest.mark.django_db(transaction=True)
def test_a_kill_leaves_whole_records_only(v2):
    records = [v2(f"NCT9000000{n}") for n in range(1, 6)]
    killed = subprocess.run([sys.executable, "-c", KILLED, connection.settings_dict["NAME"]], env=ENVIRONMENT,
                            input=json.dumps(records), text=True, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert list(Trial.objects.order_by("number").values_list("number", flat=True)) == ["NCT90000001", "NCT90000002"]
    for trial in Trial.objects.all():
        assert trial.current and trial.sites.count() == 1 and trial.numbers.exists()
    assert ImportBatch.objects.get().finished_at is None
    report = import_records([entry(r, "r") for r in records], Viewer(None, "t", "system", ()), "killed")
    assert counts(report) == (3, 0, 2, 0)

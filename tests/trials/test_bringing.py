"""Bringing records in from the page: files, questions to the live registry, a registry not well, problems set aside."""

import json
import re

import pytest
from background import do_all_work
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from paeonia.chart import uploads
from paeonia.modules.trials import tasks
from paeonia.modules.trials.intake.sync import Question
from paeonia.modules.trials.models import ImportBatch, RegistryProblem, SyncRun, Trial

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "/trials/registry/"


@pytest.fixture
def office(person, two_hospitals):
    client = Client()
    client.force_login(person("trial_coordinator", two_hospitals[0], language="en"))
    client.cookies["django_language"] = "en"
    return client


def sent(name, content):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else json.dumps(content).encode())


def test_files_are_handed_in_and_read_in_the_background(office, v2):
    good = sent("two.ndjson", b"\n".join(json.dumps(v2(f"NCT9200000{n}")).encode() for n in (1, 2)))
    broken = sent("half.json", json.dumps({"studies": [v2("NCT92000003"), v2("NCT92000004")]}).encode()[:-900])
    odd = sent("archive.zip", b"PK")
    answer = office.post(HERE, {"file": [good, broken, odd]}, follow=True)
    said = answer.content.decode()
    assert "2 files are being read." in said and "“archive.zip” is none of JSON" in said
    assert "two.ndjson" in said and "under way" in said
    stored = [one.stored for one in ImportBatch.objects.all()]
    do_all_work()
    assert set(Trial.objects.values_list("number", flat=True)) == {"NCT92000001", "NCT92000002", "NCT92000003"}
    said = office.get(HERE).content.decode()
    assert 'href="/trials/NCT92000001/"' in said and "not complete JSON" in said
    problem = RegistryProblem.objects.get()
    assert problem.refused and problem.place == "half.json" and problem.source == "half.json"
    assert not any(uploads.path_of(name).exists() for name in stored), "what was read is not kept twice"


def test_a_wrong_file_alone_is_refused_in_place(office):
    answer = office.post(HERE, {"file": sent("x.exe", b"MZ")})
    assert answer.status_code == 422 and "“x.exe” is none of JSON" in answer.content.decode()
    assert office.post(HERE, {}).status_code == 422
    assert not ImportBatch.objects.exists()


def test_a_file_whose_reader_was_killed_is_read_again(office, v2):
    office.post(HERE, {"file": sent("one.json", v2("NCT92000001"))})
    batch = ImportBatch.objects.get()
    uploads.path_of(batch.stored).rename(away := uploads.path_of(batch.stored).with_suffix(".away"))
    do_all_work()
    said = office.get(HERE).content.decode()
    assert "stopped" in said and "Hand it in again" in said
    away.rename(uploads.path_of(batch.stored))
    job = ProcrastinateJob.objects.filter(task_name="trials.take_file").latest("id")
    for _ in (1, 2):    # the work a killed worker leaves is taken up by the next, perhaps after it was done
        tasks.take_file.func(**job.args)
    batch.refresh_from_db()
    assert (batch.new, batch.stored, batch.trouble) == (1, "", {}) and batch.finished_at


def test_a_question_is_asked_in_spells_and_seen_on_the_page(office, v2, registry, monkeypatch):
    site = registry([v2(f"NCT9200000{n}") for n in range(1, 6)])
    monkeypatch.setenv("PAEONIA_REGISTRY_URL", site.address)
    monkeypatch.setattr(tasks, "SPELL", 0.0)    # each piece of work ends before its second page
    asked = {"what": " breast   cancer ", "statuses": ["RECRUITING"], "nightly": "on"}
    answer = office.post(f"{HERE}ask/", asked, follow=True)
    assert "under way" in answer.content.decode()
    run = SyncRun.objects.get()
    assert (run.condition, run.statuses, run.nightly) == ("breast cancer", ["RECRUITING"], True)
    assert "progress" in office.get(f"{HERE}runs/{run.pk}/").content.decode()
    monkeypatch.setattr(tasks, "SPELL", 5.0)
    do_all_work()
    run.refresh_from_db()
    assert run.finished_at and run.records == 5 == Trial.objects.count()
    said = office.get(HERE).content.decode()
    assert "5 of 5" in said and "every night" in said
    assert office.get(f"{HERE}runs/{run.pk}/").headers["HX-Refresh"] == "true"
    office.post(f"{HERE}runs/{run.pk}/", {"do": "not-nightly"})
    run.refresh_from_db()
    assert not run.nightly


def test_numbers_are_asked_for_as_numbers(office, v2, registry, monkeypatch):
    site = registry([v2("NCT92000001")])
    monkeypatch.setenv("PAEONIA_REGISTRY_URL", site.address)
    office.post(f"{HERE}ask/", {"what": "nct92000001，NCT92000002", "statuses": ["RECRUITING"]})
    do_all_work()
    assert site.asked[0]["filter.ids"] == "NCT92000001|NCT92000002" and "query.cond" not in site.asked[0]
    assert "filter.overallStatus" not in site.asked[0], "who asks for a trial by its number wants it however it stands"
    office.post(f"{HERE}ask/", {"what": "NCT92000001 NCT92000002"})
    do_all_work()
    assert "filter.advanced" not in site.asked[-1], "and wants it again, changed or not"
    assert Question("NCT9200000").numbers == () == Question("breast cancer NCT92000001").numbers


def test_a_registry_that_is_not_well_is_asked_later_and_then_by_hand(office, v2, registry, monkeypatch):
    site = registry([v2("NCT92000001")], [503] * 3)
    monkeypatch.setenv("PAEONIA_REGISTRY_URL", site.address)
    office.post(f"{HERE}ask/", {"what": "breast cancer"})
    do_all_work()
    run = SyncRun.objects.get()
    later = ProcrastinateJob.objects.get(task_name="trials.ask_registry", status="todo")
    assert run.waits_until and later.scheduled_at and later.args["attempt"] == 1 and len(site.asked) == 1
    assert "it is asked again at" in office.get(HERE).content.decode()
    tasks.ask_registry.func(**{**later.args, "attempt": tasks.PATIENCE})
    run.refresh_from_db()
    assert run.trouble["code"] == "registry-away"
    said = office.get(HERE).content.decode()
    assert "stopped" in said and "Go on" in said
    site.troubles.clear()
    office.post(f"{HERE}runs/{run.pk}/", {"do": "on"})
    tasks.ask_registry.func(**{**later.args, "attempt": 0})
    run.refresh_from_db()
    assert run.finished_at and not run.trouble and SyncRun.objects.count() == 1


def test_what_is_asked_every_night_is_asked_again_by_itself(office, v2, registry, monkeypatch):
    from datetime import timedelta

    from django.utils import timezone

    site = registry([v2("NCT92000001")])
    monkeypatch.setenv("PAEONIA_REGISTRY_URL", site.address)
    office.post(f"{HERE}ask/", {"what": "breast cancer", "nightly": "on"})
    do_all_work()
    assert tasks.nightly.func(0) == 0, "not twice in one day"
    SyncRun.objects.update(started_at=timezone.now() - timedelta(hours=21))
    assert tasks.nightly.func(0) == 1
    do_all_work()
    second = SyncRun.objects.latest("id")
    assert second.finished_at and second.nightly and second.since


def test_a_problem_is_set_aside_with_a_reason_and_stays_away(office, v2):
    record = v2("NCT92000001")
    record["protocolSection"]["statusModule"]["renamedField"] = "x"
    for _ in (1, 2):
        office.post(HERE, {"file": sent("a.json", record)})
        do_all_work()
    problem = RegistryProblem.objects.get(settled_at=None)
    assert "renamedField" in office.get(HERE).content.decode()
    office.post(f"{HERE}problems/{problem.pk}/", {"why": " "})
    assert RegistryProblem.objects.filter(settled_at=None).exists(), "not without a reason"
    office.post(f"{HERE}problems/{problem.pk}/", {"why": "Not used here; told to the administrator."})
    problem.refresh_from_db()
    assert problem.settled_by_id and problem.why.startswith("Not used")
    record["protocolSection"]["statusModule"]["anotherField"] = "y"
    office.post(HERE, {"file": sent("a.json", record)})
    do_all_work()
    still = RegistryProblem.objects.filter(settled_at=None)
    assert [one.params["path"].rpartition(".")[2] for one in still] == ["anotherField"]


def test_only_who_imports_reaches_any_of_it(person, two_hospitals):
    client = Client()
    client.force_login(person("nurse", two_hospitals[0]))
    for address in ("", "runs/1/", "files/1/"):
        assert client.get(HERE + address).status_code == 403
    for address in ("", "ask/", "runs/1/", "problems/1/"):
        assert client.post(HERE + address, {"what": "x", "why": "x"}).status_code == 403
    assert not SyncRun.objects.exists()


def test_a_long_list_of_problems_has_pages(office):
    for n in range(60):
        RegistryProblem.objects.create(source="s", place=f"file.ndjson:{n}", code="registry-no-title", fingerprint=str(n),
                                       params={"number": f"X{n}"}, refused=True)
    said = office.get(f"{HERE}?page=2").content.decode()
    assert len(re.findall("has no title", said)) == 10

"""The live registry: paging, patience, interruption, and only what changed."""

import copy
import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

import paeonia
from paeonia.modules.trials import syncing
from paeonia.modules.trials.intake.sync import ATTEMPTS, LONGEST_WAIT, Question, pages
from paeonia.modules.trials.models import SyncRun, Trial
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Refused

SOURCE = str(Path(paeonia.__file__).parents[1])
ENVIRONMENT = {**os.environ, "PYTHONPATH": SOURCE + os.pathsep + os.environ.get("PYTHONPATH", "")}
SYSTEM = Viewer(None, "test", "system", (), language="en")


def numbered(v2, count, **status):
    return [v2(f"NCT9100{n:04d}", **status) for n in range(count)]


def fetched(question, token=""):
    waited = []
    with httpx.Client(timeout=5) as client:
        found = [page for page in pages(question, client, token, waited.append)]
    return [raw["protocolSection"]["identificationModule"]["nctId"] for page in found for raw in page.records], waited


def test_every_page_is_asked_for_with_the_whole_question(v2, registry):
    site = registry(numbered(v2, 7))
    found, waited = fetched(Question("breast cancer", ("RECRUITING",), "2026-01-01", site.address, page_size=3))
    assert found == [f"NCT9100{n:04d}" for n in range(7)] and waited == []
    assert [asked.get("pageToken") for asked in site.asked] == [None, "t3", "t6"]
    for asked in site.asked:
        assert asked["query.cond"] == "breast cancer" and asked["filter.overallStatus"] == "RECRUITING"
        assert asked["filter.advanced"] == "AREA[LastUpdatePostDate]RANGE[2026-01-01,MAX]"
    assert "countTotal" not in site.asked[1]


def test_a_registry_that_is_not_well_is_asked_again(v2, registry):
    site = registry(numbered(v2, 2), ["cut", 500, (429, {"Retry-After": "7"}), "hang up"])
    found, waited = fetched(Question("breast cancer", base_url=site.address))
    assert len(found) == 2
    assert waited == [1.0, 2.0, 7.0, 8.0]


def test_patience_has_an_end_and_says_what_to_do(v2, registry):
    site = registry(numbered(v2, 2), [(503, {"Retry-After": "99999"})] * ATTEMPTS)
    waited = []
    with httpx.Client() as client, pytest.raises(Refused) as refused:
        list(pages(Question("breast cancer", base_url=site.address), client, wait=waited.append))
    assert refused.value.problems[0].code == "registry-unreachable"
    assert "goes on where it stopped" in str(refused.value) and max(waited) == LONGEST_WAIT


def test_a_question_the_registry_refuses_is_not_repeated(v2, registry):
    site = registry(numbered(v2, 2), [400])
    with pytest.raises(Refused) as refused:
        fetched(Question("breast cancer", base_url=site.address))
    assert refused.value.problems[0].params["status"] == 400 and len(site.asked) == 1


def test_nobody_listening_is_refused_after_all_attempts():
    with pytest.raises(Refused):
        fetched(Question("breast cancer", base_url="http://127.0.0.1:9"))


@pytest.mark.django_db
def test_a_run_that_broke_off_goes_on_at_its_page(v2, registry):
    site = registry(numbered(v2, 6))
    question = Question("breast cancer", base_url=site.address, page_size=2)

    def down_after_two(run, _):
        if run.pages == 2:
            site.troubles += [503] * ATTEMPTS

    with pytest.raises(Refused):
        syncing.sync(question, SYSTEM, told=down_after_two, wait=lambda _: None)
    assert Trial.objects.count() == 4
    run = SyncRun.objects.get()
    assert (run.token, run.pages, run.records, run.total, run.finished_at) == ("t4", 2, 4, 6, None)
    site.asked.clear()
    report = syncing.sync(question, SYSTEM)
    assert [asked.get("pageToken") for asked in site.asked] == ["t4"]
    assert (report.new, Trial.objects.count()) == (2, 6)
    run.refresh_from_db()
    assert run.finished_at and run.token == "" and run.records == 6


@pytest.mark.django_db
def test_a_token_the_registry_forgot_starts_over(v2, registry):
    site = registry(numbered(v2, 4))
    question = Question("breast cancer", base_url=site.address, page_size=2)
    SyncRun.objects.create(condition="breast cancer", base_url=site.address, token="t2", pages=1, records=2)
    site.lost_tokens = {"t2"}
    first = []
    with_tokens = lambda run, _: (first.append(run.pages), site.lost_tokens.clear())  # noqa: E731
    report = syncing.sync(question, SYSTEM, told=with_tokens)
    assert report.new == 4 and first == [1, 2]


@pytest.mark.django_db
def test_after_a_finished_run_only_updates_are_asked_for(v2, registry):
    old, new = {"date": "2020-01-01"}, {"date": "2099-01-01"}
    records = numbered(v2, 3, lastUpdatePostDateStruct=old)
    site = registry(records)
    question = Question("breast cancer", ("RECRUITING",), base_url=site.address)
    assert syncing.sync(question, SYSTEM).new == 3
    site.records[0] = v2("NCT91000000", overallStatus="COMPLETED", lastUpdatePostDateStruct=new)
    site.records.append(v2("NCT91009999", overallStatus="COMPLETED", lastUpdatePostDateStruct=new))
    site.asked.clear()
    report = syncing.sync(question, SYSTEM)
    assert "RANGE[20" in site.asked[0]["filter.advanced"] and "filter.overallStatus" not in site.asked[0]
    # A trial we have that closed is brought up to date; one we never wanted stays out.
    assert (report.changed, report.new) == (1, 0)
    assert Trial.objects.get(number="NCT91000000").status == "COMPLETED"
    site.asked.clear()
    syncing.sync(question, SYSTEM, full=True)
    assert "filter.advanced" not in site.asked[0] and site.asked[0]["filter.overallStatus"] == "RECRUITING"


@pytest.mark.django_db
def test_asking_for_everything_does_not_go_on_with_a_mere_update(v2, registry):
    site = registry(numbered(v2, 2, lastUpdatePostDateStruct={"date": "2020-01-01"}))
    question = Question("breast cancer", base_url=site.address)
    SyncRun.objects.create(condition="breast cancer", base_url=site.address, since="2026-01-01", token="t1")
    assert syncing.sync(question, SYSTEM, full=True).new == 2
    assert [asked.get("pageToken") for asked in site.asked] == [None]


SYNC = """
import os, signal, sys
import django
django.setup()
from django.db import connections
connections['default'].settings_dict['NAME'] = sys.argv[1]
from paeonia.modules.trials import syncing
from paeonia.modules.trials.intake.sync import Question
from paeonia.people.viewer import Viewer
def die(run, report):
    if run.pages == 2:
        os.kill(os.getpid(), signal.SIGKILL)
syncing.sync(Question('breast cancer', base_url=sys.argv[2], page_size=2), Viewer(None, 't', 'system', ()), told=die)
"""


@pytest.mark.django_db(transaction=True)
def test_a_killed_run_is_taken_up_again(v2, registry):
    from django.db import connection

    site = registry(numbered(v2, 7))
    killed = subprocess.run([sys.executable, "-c", SYNC, connection.settings_dict["NAME"], site.address],
                            env=ENVIRONMENT, capture_output=True, text=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert Trial.objects.count() == 4
    site.asked.clear()
    report = syncing.sync(Question("breast cancer", base_url=site.address, page_size=2), SYSTEM)
    assert site.asked[0]["pageToken"] == "t4" and report.new == 3 and report.same == 0
    assert Trial.objects.count() == 7 and SyncRun.objects.get().finished_at


@pytest.mark.django_db
def test_the_commands_say_in_both_languages_what_came_in(v2, registry, tmp_path):
    import json

    from paeonia.modules.trials.commands import trials

    odd = copy.deepcopy(v2("NCT91009998"))
    odd["protocolSection"]["designModule"]["newField"] = 1
    site = registry([*numbered(v2, 3), odd])
    done = CliRunner().invoke(trials, ["sync", "--condition", "breast cancer", "--base-url", site.address,
                                       "--status", "recruiting"])
    assert done.exit_code == 0, done.output
    assert "new 新增 4" in done.output and "newField" in done.output and "未读取" in done.output
    file = tmp_path / "one.json"
    file.write_text(json.dumps(v2("NCT91000000")))
    done = CliRunner().invoke(trials, ["import", str(file), str(tmp_path / "missing")])
    assert "same 未变 1" in done.output and "refused 拒收 1" in done.output
    refused = CliRunner().invoke(trials, ["sync", "--condition", "x", "--base-url", registry([], [404]).address])
    assert refused.exit_code == 1 and "HTTP 404" in refused.output and "登记平台拒绝" in refused.output

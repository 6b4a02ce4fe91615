"""What the pages say, to whom, and with how many questions to the database."""

import re

import pytest
from conduct.conftest import day
from django.db import connection
from django.test.utils import CaptureQueriesContext

from paeonia.people.models import ChartRead

pytestmark = pytest.mark.django_db
WRITES = ("SAVEPOINT", "RELEASE")


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def addresses(study):
    base = "/trials/conduct/"
    return (base, f"{base}{study.pk}/", f"{base}{study.pk}/calendar/")


def test_coded_pages_show_no_name_and_no_record_number(study, enrolled, signed_in):
    one = enrolled()
    for address in (*addresses(study), f"/trials/conduct/subjects/{one.pk}/"):
        said = page(signed_in, address)
        assert "0301" in said
        assert "P001" not in said and "周" not in said and "Zhou" not in said


def test_opening_the_list_of_names_leaves_a_trace(study, enrolled, signed_in, doctor):
    one = enrolled()
    before = ChartRead.objects.filter(who_id=doctor.user_id).count()
    said = page(signed_in, f"/trials/conduct/{study.pk}/identification/")
    assert "P001" in said and "0301" in said
    page(signed_in, f"/trials/conduct/subjects/{one.pk}/who/")
    read = ChartRead.objects.filter(who_id=doctor.user_id)
    assert read.count() == before + 2
    assert {r.why for r in read.order_by("-id")[:2]} == {"identification list of PEONY-1", "subject 0301 of PEONY-1"}


@pytest.mark.parametrize(("role", "sees", "names"), [("auditor", 200, 403), ("nurse", 200, 200), ("educator", 403, 403),
                                                     ("patient", 403, 403), ("partner_physician", 403, 403)])
def test_who_may_see(study, enrolled, client, person, two_hospitals, role, sees, names):
    one = enrolled()
    client.force_login(person(role, two_hospitals[0]))
    for address in (*addresses(study), f"/trials/conduct/subjects/{one.pk}/"):
        page(client, address, sees)
    page(client, f"/trials/conduct/{study.pk}/identification/", names)
    page(client, f"/trials/conduct/subjects/{one.pk}/visit/", 200 if role == "nurse" else 403)
    page(client, f"/trials/conduct/{study.pk}/prescreen/", 403)


def test_another_hospitals_study_is_not_there(study, enrolled, client, person, two_hospitals):
    one = enrolled()
    client.force_login(person("oncologist", two_hospitals[1]))
    for address in (f"/trials/conduct/{study.pk}/", f"/trials/conduct/subjects/{one.pk}/",
                    f"/trials/conduct/subjects/{one.pk}/who/", f"/trials/conduct/{study.pk}/identification/",
                    f"/trials/conduct/subjects/{one.pk}/visit/", "/trials/conduct/999999/",
                    f"/trials/conduct/subjects/{10**30}/"):
        page(client, address, 404)


def test_a_wrong_form_comes_back_with_what_to_do(study, enrolled, signed_in):
    one = enrolled(until="log")
    answer = signed_in.post(f"/trials/conduct/subjects/{one.pk}/consent/", {"given_at": "yesterday"})
    assert answer.status_code == 422
    assert "Write dates as 2026-11-23" in answer.content.decode()
    answer = signed_in.post(f"/trials/conduct/{study.pk}/prescreen/", {"mrn": "P001", "on_day": day(1), "approached": "on"})
    assert answer.status_code == 422 and "already in the log" in answer.content.decode()


@pytest.mark.parametrize("which", range(3))
def test_as_many_queries_for_three_subjects_as_for_one(study, enrolled, signed_in, which):
    enrolled(0)
    page(signed_in, addresses(study)[which])
    with CaptureQueriesContext(connection) as few:
        short = page(signed_in, addresses(study)[which])
    enrolled(1), enrolled(2)
    with CaptureQueriesContext(connection) as many:
        long = page(signed_in, addresses(study)[which])
    assert len(long) > len(short)
    said = [q["sql"] for q in many if not q["sql"].startswith(WRITES)]
    assert len(said) == len([q for q in few if not q["sql"].startswith(WRITES)]), "\n".join(said)
    assert len(said) <= 30


def test_every_form_opens(study, enrolled, signed_in):
    from paeonia.modules.trials.conduct.subjects.deeds import SUBJECT_DEEDS

    one = enrolled()
    for what in SUBJECT_DEEDS:
        page(signed_in, f"/trials/conduct/subjects/{one.pk}/{what}/")
    page(signed_in, f"/trials/conduct/subjects/{one.pk}/nothing/", 404)
    page(signed_in, "/trials/conduct/open/")


def test_a_new_study_begins_with_what_is_known(study, signed_in, doctor):
    from django.utils.html import escape

    from paeonia.modules.trials.conduct import beginning
    from paeonia.modules.trials.conduct.models import PlannedVisit
    from paeonia.modules.trials.conduct.plan import read_plan, written

    for days in ("21", "28"):
        visits = read_plan(beginning.schedule(days, []))
        assert [one.day for one in visits[1:4]] == [1, 1 + int(days), 1 + 2 * int(days)] and visits[-1].code == "EOT"
    said = page(signed_in, f"/trials/conduct/open/?trial={study.trial.number}&plan=study-{study.pk}")
    assert escape(written(PlannedVisit.objects.filter(study=study)))[:60] in said
    assert f'value="{escape(study.ethics_committee)}"' in said
    assert f'<option value="{doctor.user_id}" selected' in said
    assert "as in " in said and "C6D1" not in said
    assert "C6D1" in page(signed_in, "/trials/conduct/open/"), "cycles of three weeks unless told otherwise"
    for odd in ("study-999999", "none", "\x00"):
        assert "C6D1" not in page(signed_in, f"/trials/conduct/open/?plan={odd}")


def test_a_nurse_without_delegation_is_told_before_and_refused_after(study, enrolled, client, person, two_hospitals):
    one = enrolled()
    client.force_login(person("nurse", two_hospitals[0], language="en"))
    client.cookies["django_language"] = "en"
    address = f"/trials/conduct/subjects/{one.pk}/visit/"
    assert "You are not delegated" in page(client, address)
    answer = client.post(address, {"on_day": day(1), "state": "done"})
    assert answer.status_code == 422 and "is not delegated for" in answer.content.decode()


def test_her_chart_says_which_study_she_is_in_and_leads_into_a_log(study, enrolled, signed_in, women, client, person):
    from paeonia.chart import door
    from paeonia.people.viewer import system_viewer

    one = enrolled()
    ids = [door.find(system_viewer("test"), mrn=mrn).id for mrn in women[:2]]
    hers = page(signed_in, f"/patients/{ids[0]}/")
    assert f"/trials/conduct/subjects/{one.pk}/" in hers and "PEONY-1 · 0301" in hers
    other = page(signed_in, f"/patients/{ids[1]}/")
    assert f"/trials/conduct/{study.pk}/prescreen/?patient={ids[1]}" in other
    assert 'value="P002"' in page(signed_in, f"/trials/conduct/{study.pk}/prescreen/?patient={ids[1]}")
    assert "P002" not in page(signed_in, f"/trials/conduct/{study.pk}/prescreen/?patient={10**12}")


def test_studies_are_found_by_state_and_by_words(study, enrolled, signed_in):
    enrolled()
    said = page(signed_in, "/trials/conduct/")
    assert 'data-filters' in said and '<option value="enrolling">enrolling (1)' in said and 'value="closed"' not in said
    for words in ("peony-1", "nct03734029 PEONY", "某药治疗", "breast", study.principal.name_en):
        assert f'href="/trials/conduct/{study.pk}/"' in page(signed_in, f"/trials/conduct/?q={words}"), words
    for address in ("?q=nosuchword", "?state=closed", "?state=enrolled&q=peony"):
        said = page(signed_in, f"/trials/conduct/{address}")
        assert f'href="/trials/conduct/{study.pk}/"' not in said and "No study answers to this" in said
        assert "0301" not in said, "its visits are not shown either"
    assert f'href="/trials/conduct/{study.pk}/"' in page(signed_in, "/trials/conduct/?state=nonsense")
    study.__class__.objects.filter(pk=study.pk).update(enrol_until=day(1))
    assert "enrolment over" in page(signed_in, "/trials/conduct/?state=enrolled")
    study.__class__.objects.filter(pk=study.pk).update(closed_on=day(0))
    assert f'href="/trials/conduct/{study.pk}/"' in page(signed_in, "/trials/conduct/?state=closed")


def test_a_visit_says_beside_its_procedures_which_samples_are_to_be_collected(study, enrolled, signed_in):
    from paeonia.modules.trials.conduct.models import PlannedVisit, VisitEntry

    one = enrolled(until="enrolment")
    first = PlannedVisit.objects.get(study=study, code="C1D1")
    form = page(signed_in, f"/trials/conduct/subjects/{one.pk}/visit/?visit={first.pk}")
    collected = form.partition("Samples collected")[2]
    assert 'name="samples" value="pk"' in collected and "Blood for pharmacokinetics" in collected
    assert 'name="samples"' not in form.partition("Samples collected")[0]
    sent = {"planned": first.pk, "on_day": one.day_one.isoformat(), "state": "done", "why_off": "", "note": "",
            "done": ["vitals", "blood_count"], "samples": ["pk"]}
    assert signed_in.post(f"/trials/conduct/subjects/{one.pk}/visit/?visit={first.pk}", sent).status_code == 302
    kept = VisitEntry.objects.get(subject=one, planned=first)
    assert kept.done == ["vitals", "blood_count", "pk"]
    assert "planned, but not done: Study drug" in page(signed_in, f"/trials/conduct/subjects/{one.pk}/")
    again = page(signed_in, f"/trials/conduct/subjects/{one.pk}/visit/{kept.pk}/correct/")
    ticked = re.findall(r'name="(?:done|samples)" value="(\w+)"[^>]*checked', again)
    assert ticked == ["vitals", "blood_count", "pk"], "a correction begins with what was signed"

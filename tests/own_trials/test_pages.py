"""Pages of own trials: who sees which, what forms say, and how files come and go."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from own_trials.conftest import BASE, day

from paeonia.modules.trials.own.sections import PARTS
from paeonia.people.models import Access, User

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nmade up\n%%EOF"


@pytest.fixture
def signed(client, doctor):
    """Sign somebody in: signed() is the doctor."""

    def go(who=None, language="en"):
        client.force_login(who or User.objects.get(pk=doctor.user_id))
        client.cookies["django_language"] = language
        return client

    return go


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_part_shows_in_both_languages(own, ready, enter, signed, fresh, language):
    enter("member", gcp_until=day(20))
    enter("spending", grant=enter("grant"), on_day=day(0), amount=10, what="tablets")
    enter("milestone", kind="first_in", planned_on=day(5))
    enter("publication", title="Calm days", planned_on=day(90))
    page = signed(language=language)
    assert "CALM" in page.get(reverse("own")).content.decode()
    for part, _words in PARTS:
        answer = page.get(reverse("own-part", args=[own.pk, part]))
        assert answer.status_code == 200, part
        assert "CALM" in answer.content.decode()


def test_who_sees_a_trial(own, enter, signed, person, two_hospitals):
    east, west = two_hospitals
    shown = {"programme_admin": 200, "trial_coordinator": 200, "auditor": 200, "oncologist": 404, "nurse": 404,
             "educator": 403}
    for role, status in shown.items():
        assert signed(person(role, east)).get(reverse("own-trial", args=[own.pk])).status_code == status, role
    partner = person("partner_physician", west)
    assert signed(partner).get(reverse("own-trial", args=[own.pk])).status_code == 404
    enter("site", hospital=west, investigator="Dr Wei")
    assert signed(partner).get(reverse("own-trial", args=[own.pk])).status_code == 200
    assert signed(partner).get(reverse("own-enter", args=[own.pk, "site"])).status_code == 403


def test_only_the_research_office_and_the_investigator_sign(own, ready, signed, person, two_hospitals):
    coordinator = person("trial_coordinator", two_hospitals[0])
    answer = signed(coordinator).post(reverse("own-enter", args=[own.pk, "filing"]), {
        "kind": "export", "state": "not_needed", "on_day": day(0).isoformat(), "reason": "nothing leaves"})
    assert answer.status_code == 422
    assert "research office" in answer.content.decode()


def test_a_form_says_what_is_wrong_and_keeps_what_was_written(own, signed, fresh):
    site = fresh().lead_site.pk
    sent = {"site": site, "review": "initial", "committee": "East EC", "number": "E-1", "on_day": day(-3).isoformat(),
            "outcome": "approved", "valid_until": day(-9).isoformat()}
    page = signed(language="zh-hans")
    answer = page.post(reverse("own-enter", args=[own.pk, "decision"]), sent)
    assert answer.status_code == 422
    assert "早于开始日期" in answer.content.decode() and "East EC" in answer.content.decode()
    assert page.post(reverse("own-enter", args=[own.pk, "decision"]), {**sent, "valid_until": day(300).isoformat()}
                     ).status_code == 302
    assert fresh().standing("decision")[0].number == "E-1"


def test_registering_makes_a_trial_that_the_registry_later_describes(doctor, signed, two_hospitals):
    from paeonia.modules.trials import actions
    from paeonia.modules.trials.intake.record import Entry, RegistryTrial
    from paeonia.modules.trials.models import Trial
    from paeonia.people.viewer import system_viewer

    answer = signed().post(reverse("own-register"), {
        **{k: v for k, v in BASE.items()}, "lead": two_hospitals[0].pk, "principal": doctor.user_id,
        "registry": "ClinicalTrials.gov", "number": "NCT09999999"})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    row = Trial.objects.get(registry="own")
    assert row.title_zh == BASE["title_zh"] and row.phases == ["PHASE3"]
    record = RegistryTrial(number="NCT09999999", registry="ClinicalTrials.gov", title="Olanzapine, as registered",
                           status="RECRUITING")
    report = actions.import_records([Entry("r.json", record, {"number": "NCT09999999"})], system_viewer("test"), "test")
    assert (report.new, report.changed) == (0, 1)
    row.refresh_from_db()
    assert Trial.objects.count() == 1
    assert (row.title, row.status, row.title_zh) == ("Olanzapine, as registered", "RECRUITING", BASE["title_zh"])


def test_a_number_of_the_wrong_shape_or_of_another_trial_is_refused(own, signed):
    from paeonia.modules.trials.models import Trial, TrialNumber

    TrialNumber.objects.create(trial=Trial.objects.create(number="NCT01111111", registry="ClinicalTrials.gov", title="x"),
                               number="NCT01111111", registry="ClinicalTrials.gov")
    for number, told in (("NCT12", "looks like"), ("NCT01111111", "belongs to the trial")):
        answer = signed().post(reverse("own-enter", args=[own.pk, "number"]), {
            "registry": "ClinicalTrials.gov", "number": number})
        assert answer.status_code == 422 and told in answer.content.decode()


def test_a_file_is_told_by_its_bytes_kept_in_versions_and_given_back_safely(own, signed, home, fresh):
    page, address = signed(), reverse("own-enter", args=[own.pk, "document"])

    def send(content, name="letter.pdf"):
        return page.post(address, {"kind": "ethics", "title": "Letter", "file_sent": SimpleUploadedFile(name, content)})

    assert send(PDF).status_code == 302
    assert send(PDF + b"2").status_code == 302
    assert [one.number for one in fresh().standing("document")] == [2, 1]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as parts:
        parts.writestr("word/document.xml", "x")
        parts.writestr("word/vbaProject.bin", "x")
    for bad in (b"<script>1</script>", held.getvalue(), b"MZ\x90", PDF):
        assert send(bad).status_code == 422
    one = fresh().standing("document")[1]
    answer = page.get(reverse("own-file", args=[own.pk, one.pk]))
    assert answer.content == PDF and answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"
    assert Access.objects.filter(kind="exported", what__contains=f"document {one.pk}").exists()


def test_a_damaged_file_is_not_given_out(own, signed, home, fresh):
    page = signed()
    page.post(reverse("own-enter", args=[own.pk, "document"]), {
        "kind": "ethics", "title": "Letter", "file_sent": SimpleUploadedFile("a.pdf", PDF)})
    (one,) = fresh().standing("document")
    (home / "uploads" / one.stored).write_bytes(PDF + b"changed")
    answer = page.get(reverse("own-file", args=[own.pk, one.pk]))
    assert answer.status_code == 410 and b"backup" in answer.content


def test_a_document_of_another_trial_is_not_there(own, signed, home, viewer, two_hospitals, person):
    from paeonia.modules.trials.own import actions, queries

    west = viewer("oncologist", two_hospitals[1])
    other = actions.register({**BASE, "acronym": "REST", "lead": two_hospitals[1],
                              "principal": User.objects.get(pk=west.user_id)}, west)
    kept = actions.hand_in(queries.trial(other.pk, west), SimpleUploadedFile("a.pdf", PDF), "ethics", "Letter", west)
    assert signed().get(reverse("own-file", args=[own.pk, kept.pk])).status_code == 404
    assert signed().get(reverse("own-file", args=[other.pk, kept.pk])).status_code == 404

"""Data queries, scanned documents, samples to collect, sheets to print."""

import csv
import io

import pytest
from conduct.conftest import NUMBER, day
from conduct.test_safety import grave
from django.core.files.uploadedfile import SimpleUploadedFile

from paeonia.guidance import expected
from paeonia.modules.trials.conduct.clarify import actions, queries
from paeonia.modules.trials.conduct.models import DataQuery, SourceFile
from paeonia.modules.trials.conduct.printing.logs import LOGS
from paeonia.modules.trials.conduct.safety import actions as safety
from paeonia.modules.trials.conduct.sources import actions as sources
from paeonia.modules.trials.conduct.subjects import actions as subjects
from paeonia.people.models import Access
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40


def test_a_query_is_answered_looked_at_and_closed_by_somebody_else(study, enrolled, doctor, viewer, two_hospitals):
    one, other = enrolled(), viewer("trial_coordinator", two_hospitals[0])
    made = actions.raise_query(one, "Weight of day 1 is missing", day(1), other)
    assert queries.waiting(study, day(0)) == (1, 1, 0)
    with pytest.raises(Refused, match="no answer yet"):
        actions.close(made, "x", other)
    with pytest.raises(Refused, match="write what is"):
        actions.answer(made, "  ", doctor)
    actions.answer(made, "Entered now", doctor)
    assert queries.waiting(study, day(0)) == (0, 0, 1)
    with pytest.raises(Refused, match="answered by you"):
        actions.close(made, "x", doctor)
    actions.again(made, "Unit?", other)
    actions.answer(made, "kg", doctor)
    actions.close(made, "", other)
    (found,) = queries.queries_of(study, day(0))
    assert [step.kind for step in found.steps] == ["raised", "answered", "again", "answered", "closed"]
    with pytest.raises(Refused, match="no such open query"):
        actions.answer(made, "late", doctor)


def test_a_query_can_be_about_an_entry_of_hers_alone(study, enrolled, signed_in, doctor):
    one, two = enrolled(0), enrolled(1)
    visit = subjects.visit(one, None, day(2), {"state": "done", "done": [], "why_off": ""}, doctor)
    for subject in (one, two):
        answer = signed_in.post(f"/trials/conduct/subjects/{subject.pk}/queries/?kind=visit&entry={visit.pk}",
                                {"text": "which day?", "due_on": day(-7)})
        assert answer.status_code == 302
    about = dict(DataQuery.objects.values_list("subject_id", "entry_id"))
    assert about == {one.pk: visit.pk, two.pk: None}
    assert "which day?" in signed_in.get(f"/trials/conduct/{study.pk}/queries/").content.decode()
    said = signed_in.get(f"/trials/conduct/{study.pk}/overview/").content.decode()
    assert "open queries" in said


def test_only_documents_are_kept_and_what_they_say_they_are_counts_for_nothing(enrolled, doctor, tmp_path, monkeypatch):
    monkeypatch.setenv("PAEONIA_HOME", str(tmp_path))
    one = enrolled()
    for name, body in (("scan.pdf", b"<html><script>"), ("scan.png", b"MZ\x90"), ("x.jpg", b""), ("scan.svg", b"<svg>")):
        with pytest.raises(Refused, match="is not a PDF, JPEG or PNG"):
            sources.add(one, SimpleUploadedFile(name, body), "x", day(0), doctor)
    kept = sources.add(one, SimpleUploadedFile("../../evil.html", PNG), "ECG", day(0), doctor)
    assert kept.kind == "image/png" and kept.stored.endswith(".png") and "evil" not in kept.stored
    with pytest.raises(Refused, match="kept for 0301 already"):
        sources.add(one, SimpleUploadedFile("again.png", PNG), "ECG", day(0), doctor)
    assert len(list(tmp_path.rglob("source-*"))) == 1, "what was refused leaves nothing on disk"
    assert (tmp_path / "uploads" / kept.stored).stat().st_mode & 0o077 == 0


def test_a_document_opens_for_the_team_alone_and_each_opening_is_noted(
        enrolled, doctor, client, person, two_hospitals, tmp_path, monkeypatch):
    monkeypatch.setenv("PAEONIA_HOME", str(tmp_path))
    one, two = enrolled(0), enrolled(1)
    kept = sources.add(one, SimpleUploadedFile("a.png", PNG), "ECG", day(0), doctor)
    address = f"/trials/conduct/subjects/{one.pk}/sources/{kept.pk}/"
    for role, hospital, status in (("auditor", 0, 403), ("educator", 0, 403), ("oncologist", 1, 404), ("nurse", 0, 200)):
        client.force_login(person(role, two_hospitals[hospital]))
        assert client.get(address).status_code == status
    answer = client.get(address)
    assert answer.content == PNG and answer["Content-Disposition"].startswith("attachment")
    assert Access.objects.filter(what=f"source file {kept.pk} of subject 0301").count() == 2
    assert client.get(f"/trials/conduct/subjects/{two.pk}/sources/{kept.pk}/").status_code == 404
    page = f"/trials/conduct/subjects/{one.pk}/sources/"
    assert client.post(page, {"gone": kept.pk, "why": ""}).status_code == 422
    assert client.post(page, {"gone": kept.pk, "why": "of another patient"}).status_code == 302
    assert client.get(address).status_code == 404
    assert SourceFile.objects.get(pk=kept.pk).why_void == "of another patient"


def test_samples_are_told_by_registry_number_to_who_may_know(study, enrolled, signed_in, doctor, viewer, two_hospitals):
    enrolled(day_one=20)
    due = expected.samples_due(doctor)
    assert {(one.number, one.subject, one.visit, one.sample, one.overdue) for one in due} == {
        (NUMBER, "0301", "SCR", "tissue", True), (NUMBER, "0301", "SCR", "ctdna", True),
        (NUMBER, "0301", "C1D1", "pk", True), (NUMBER, "0301", "C2D1", "serum", False)}
    assert expected.samples_due(doctor, number="NCT00000000") == ()
    assert expected.samples_due(viewer("oncologist", two_hospitals[1])) == expected.samples_due(
        viewer("educator", two_hospitals[0])) == ()
    page = signed_in.get("/trials/conduct/samples/").content.decode()
    assert NUMBER in page and "Plasma for ctDNA" in page and "P001" not in page
    rows = list(csv.reader(io.StringIO(signed_in.get("/trials/conduct/samples.csv?days=28").content.decode("utf-8-sig"))))
    assert rows[0][0] == "Registry number" and {row[0] for row in rows[1:]} == {NUMBER}
    assert len(rows) == 1 + len(expected.samples_due(doctor, day(-28)))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_log_and_the_report_can_be_printed(study, enrolled, signed_in, doctor, language):
    one = enrolled()
    signed_in.cookies["django_language"] = language
    event = safety.record_event(one, day(1), grave(), doctor)
    for log in LOGS:
        answer = signed_in.get(f"/trials/conduct/{study.pk}/print/{log}.pdf")
        assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    answer = signed_in.get(f"/trials/conduct/subjects/{one.pk}/events/{event.number}/report.pdf")
    assert answer.content.startswith(b"%PDF") and len(answer.content) > 5_000
    assert signed_in.get(f"/trials/conduct/{study.pk}/print/names.pdf").status_code == 404
    assert Access.objects.filter(kind="exported", what__endswith=".pdf").count() == len(LOGS)

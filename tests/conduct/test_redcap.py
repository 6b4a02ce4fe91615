"""REDCap in: a dictionary with each wrong line named, data looked through first, bad rows in a queue; and back out equal."""

import csv
import io

import pytest
from conduct.conftest import day
from django.core.files.uploadedfile import SimpleUploadedFile

from paeonia.chart import uploads
from paeonia.modules.trials.conduct.choices import BadRowState, BatchState
from paeonia.modules.trials.conduct.crf import actions, queries
from paeonia.modules.trials.conduct.crf.dictionary import read_dictionary
from paeonia.modules.trials.conduct.exports.redcap import DICTIONARY, data, dictionary
from paeonia.modules.trials.conduct.models import CrfBadRow, CrfBatch, CrfEntry, CrfField, PlannedVisit
from paeonia.modules.trials.conduct.subjects import actions as subjects
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
ITEMS = (
    ("record_id", "vitals", "text", "Subject", "", "", "", "", ""),
    ("patient_name", "vitals", "text", "Name", "", "", "", "", "y"),
    ("contact", "vitals", "text", "E-mail", "", "email", "", "", ""),
    ("weight_kg", "vitals", "text", "体重（kg）", "", "number", "30", "200", ""),
    ("pulse", "vitals", "text", "Pulse", "", "integer", "20", "250", ""),
    ("taken_on", "vitals", "text", "Measured on", "", "date_ymd", "", "", ""),
    ("fasting", "vitals", "yesno", "Fasting", "", "", "", "", ""),
    ("arm_used", "vitals", "radio", "Arm", "1, left | 2, right", "", "", "", ""),
    ("symptoms", "symptoms", "checkbox", "Symptoms", "1, nausea | 2, fatigue | -9, other", "", "", "", ""),
    ("remark", "symptoms", "notes", "Remark", "", "", "", "", ""),
)
COLUMNS = (0, 1, 3, 4, 5, 7, 8, 9, 10)
HEAD = ("record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,patient_name,weight_kg,pulse,taken_on,"
        "fasting,arm_used,vitals_complete,symptoms___1,symptoms___2,symptoms____9,remark")


def said(items=ITEMS):
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(DICTIONARY)
    for item in items:
        cells = dict(zip(COLUMNS, item, strict=True))
        write.writerow([cells.get(place, "") for place in range(18)])
    return out.getvalue()


def file(*rows, encoding="utf-8", name="data.csv"):
    return SimpleUploadedFile(name, "\n".join((HEAD, *rows, "")).encode(encoding))


@pytest.fixture
def asked(study, doctor, settings, tmp_path, monkeypatch):
    monkeypatch.setenv("PAEONIA_HOME", str(tmp_path))
    actions.keep_dictionary(study, read_dictionary(said().encode(), "d.csv", frozenset()), doctor)
    return study


def brought(study, doctor, *rows, **more):
    return actions.keep_good(actions.bring(study, file(*rows, **more), doctor), doctor)


def test_a_dictionary_defines_items_and_leaves_out_what_identifies(asked):
    read = read_dictionary(said().encode("gb18030"), "d.csv", frozenset())
    assert read.identifying == ("patient_name", "contact")
    fields = {one.name: one for one in CrfField.objects.filter(study=asked)}
    assert set(fields) == {"weight_kg", "pulse", "taken_on", "fasting", "arm_used", "symptoms", "remark"}
    assert fields["weight_kg"].label == "体重（kg）" and fields["symptoms"].choices[2] == ["-9", "other"]


def test_a_wrong_dictionary_keeps_nothing_and_names_each_line_and_column(study):
    wrong = (*ITEMS, ("Bad Name", "vitals", "text", "x", "", "", "", "", ""),
             ("a", "vitals", "radio", "x", "one", "", "", "", ""),
             ("b", "vitals", "banana", "x", "", "", "", "", ""), ("c", "vitals", "text", "x", "", "integer", "low", "", ""))
    with pytest.raises(Refused) as refused:
        read_dictionary(said(wrong).encode(), "d.csv", frozenset())
    told = [problem.text("en") for problem in refused.value.problems]
    assert ["line 12" in told[0], "line 13" in told[1], "line 14" in told[2], "line 15" in told[3]] == [True] * 4
    assert "Text Validation Min" in told[3] and "banana" in told[2]
    with pytest.raises(Refused, match="column “Form Name”"):
        read_dictionary(b"Variable / Field Name,Field Type\na,text\n", "d.csv", frozenset())


def test_an_item_with_values_keeps_its_type(asked, enrolled, doctor):
    enrolled()
    brought(asked, doctor, "0301,c1d1_arm_1,,,,61.5,,,,,,,,,")
    changed = ("weight_kg", "vitals", "text", "x", "", "", "", "", "")
    other = tuple(changed if one[0] == "weight_kg" else one for one in ITEMS)
    with pytest.raises(Refused, match="weight_kg"):
        actions.keep_dictionary(asked, read_dictionary(said(other).encode(), "d.csv", frozenset()), doctor)


def test_nothing_is_kept_before_somebody_says_so(asked, enrolled, doctor):
    enrolled()
    batch = actions.bring(asked, file("0301,c1d1_arm_1,,,周岚,61.5,72,2026-01-01,1,2,2,1,0,1,早饭后"), doctor)
    assert batch.counts == {"new": 2, "corrected": 0, "same": 0, "bad": 0, "elsewhere": 0}
    assert not CrfEntry.objects.filter(study=asked).exists()
    actions.keep_good(batch, doctor)
    vitals, symptoms = CrfEntry.objects.filter(study=asked).order_by("-form")
    assert vitals.values == {"weight_kg": "61.5", "pulse": "72", "taken_on": "2026-01-01", "fasting": "1", "arm_used": "2"}
    assert symptoms.values == {"symptoms": ["1", "-9"], "remark": "早饭后"}
    assert vitals.planned.code == "C1D1" and vitals.signed_by_id == doctor.user_id
    with pytest.raises(Refused, match="kept or left"):
        actions.keep_good(batch, doctor)


def test_a_file_that_is_lost_is_said_and_can_be_left(asked, enrolled, doctor):
    batch = actions.bring(asked, file("E001,,,,,61,,,,,,,,,"), doctor)
    uploads.forget(batch.stored)
    with pytest.raises(Refused, match="not there any more"):
        actions.keep_good(batch, doctor)
    actions.leave(batch, doctor)
    batch.refresh_from_db()
    assert batch.state == BatchState.LEFT


def test_a_file_goes_only_once_leaving_it_is_certain(asked, enrolled, doctor, django_capture_on_commit_callbacks):
    batch = actions.bring(asked, file("E001,,,,,61,,,,,,,,,"), doctor)
    with django_capture_on_commit_callbacks() as later:
        actions.leave(batch, doctor)
    assert uploads.path_of(batch.stored).exists()
    for one in later:
        one()
    assert not uploads.path_of(batch.stored).exists()


def test_good_rows_are_kept_and_bad_ones_wait_with_row_and_field(asked, enrolled, doctor):
    enrolled(), enrolled(1, until="log")
    rows = ("0301,c1d1_arm_1,,,周岚,12,72.5,01.02.2026,yes,3,,2,,,", "9999,c1d1_arm_1,,,,60,,,,,,,,,",
            "0301,c9d9_arm_1,,,,60,,,,,,,,,", "PS-002,,,,,60,,,,,,,,,", "0301,c2d1_arm_1,,,,61,,,,,,,,,")
    batch = brought(asked, doctor, *rows)
    assert batch.counts["new"] == 1 and batch.counts["bad"] == 5
    waiting = queries.waiting(asked)
    faults = {(one.row, problem["field"]) for one in waiting for problem in one.problems}
    assert faults == {(2, "weight_kg"), (2, "pulse"), (2, "taken_on"), (2, "fasting"), (2, "arm_used"), (2, "symptoms___1"),
                      (3, "record_id"), (4, "redcap_event_name"), (5, "record_id")}
    assert "patient_name" not in waiting[0].raw and "周岚" not in str([one.raw for one in waiting])
    assert not any(field.startswith("patient") for field in CrfEntry.objects.get(study=asked).values)


def test_the_same_file_again_changes_nothing_and_a_mended_one_empties_the_queue(asked, enrolled, doctor):
    enrolled()
    rows = ["0301,c1d1_arm_1,,,,61.5,,,,,,,,,", "0301,c2d1_arm_1,,,,5,,,,,,,,,"]
    brought(asked, doctor, *rows)
    again = brought(asked, doctor, *rows)
    assert again.counts == {"new": 0, "corrected": 0, "same": 1, "bad": 1, "elsewhere": 0}
    assert CrfBadRow.objects.filter(study=asked).count() == CrfEntry.objects.filter(study=asked).count() == 1
    mended = brought(asked, doctor, "0301,c1d1_arm_1,,,,62,,,,,,,,,", "0301,c2d1_arm_1,,,,50,,,,,,,,,", encoding="gb18030")
    assert (mended.counts["new"], mended.counts["corrected"]) == (1, 1)
    assert [one.state for one in CrfBadRow.objects.filter(study=asked)] == [BadRowState.MENDED]
    standing = CrfEntry.objects.get(study=asked, planned__code="C1D1", replaced_by__isnull=True)
    assert standing.values == {"weight_kg": "62"} and "data.csv" in standing.why_corrected


def test_who_is_not_delegated_keeps_no_row_and_every_one_waits(asked, enrolled, viewer, two_hospitals, doctor):
    enrolled()
    other = viewer("oncologist", two_hospitals[0])
    batch = brought(asked, other, "0301,c1d1_arm_1,,,,61.5,,,,,,,,,")
    assert batch.counts["new"] == 0 and batch.counts["bad"] == 1
    assert "not delegated" in queries.waiting(asked)[0].problems[0]["en"]


@pytest.mark.parametrize(("body", "why"), [
    (b"\x81", "neither UTF-8"), (b"a\nb\n", "does not name"), (b"a,a\n1,2\n", "does not name"),
    (b"a,b\n1,2,3\n", "line 2 has 3"),
    (b'a,b\n"1,2\n', "")])
def test_what_is_no_table_is_refused_in_words(asked, doctor, body, why):
    if why:
        with pytest.raises(Refused, match=why):
            actions.bring(asked, SimpleUploadedFile("x.csv", body), doctor)
        assert not CrfBatch.objects.exists()
    else:
        assert actions.bring(asked, SimpleUploadedFile("x.csv", body), doctor).state == BatchState.LOOKED


def test_what_goes_out_comes_back_equal(asked, enrolled, doctor, two_hospitals, form):
    """Export, forget everything entered at visits (as another site would), import, export again: not a cell differs."""
    one = enrolled(day_one=20)
    plan = PlannedVisit.objects.get(study=asked, code="C1D1")
    subjects.visit(one, plan, day(20), {"state": "done", "done": ["vitals", "drug"], "why_off": "", "note": ""}, doctor)
    brought(asked, doctor, "0301,c1d1_arm_1,,,,61.5,72,2026-01-01,0,2,,1,0,0,=SUM(1)",
            "0301,,symptoms,2,,,,,,,,0,0,0,  two words")
    before, told = data(asked), dictionary(asked)
    read = read_dictionary(told, "d.csv", frozenset())
    assert {one.name for one in read.items} >= {"weight_kg", "symptoms", "remark"}
    for entry in (*CrfEntry.objects.filter(subject=one), *subjects.VisitEntry.objects.filter(subject=one)):
        subjects.withdraw_entry(one, entry, subjects.Task.VISITS, "for the way back", doctor)
    assert data(asked) != before
    batch = actions.keep_good(actions.bring(asked, SimpleUploadedFile("back.csv", before), doctor), doctor)
    assert batch.counts["bad"] == 0 and batch.counts["new"] == 4
    assert data(asked) == before


def test_pages_show_before_they_keep_and_forms_are_filled_by_hand(asked, enrolled, signed_in):
    one = enrolled()
    base = f"/trials/conduct/{asked.pk}/forms/"
    answer = signed_in.post(base, {"do": "data", "file": file("0301,c1d1_arm_1,,,周岚,12,,,,,,,,,")})
    said = signed_in.get(answer["Location"]).content.decode()
    assert "patient_name" in said and "周岚" not in said and "weight_kg" in said and "is outside 30 to 200" in said
    signed_in.post(answer["Location"], {"do": "keep"})
    assert "is outside 30 to 200" in signed_in.get(base).content.decode()
    row = CrfBadRow.objects.get(study=asked)
    assert signed_in.post(base, {"do": "aside", "row": row.pk, "why": ""}).status_code == 422
    signed_in.post(base, {"do": "aside", "row": row.pk, "why": "typing error of the sponsor"})
    row.refresh_from_db()
    assert row.state == BadRowState.ASIDE
    plan = PlannedVisit.objects.get(study=asked, code="C1D1")
    signed_in.post(base, {"do": "assign", f"plan_{plan.pk}": ["vitals"]})
    page = signed_in.get(f"/trials/conduct/subjects/{one.pk}/").content.decode()
    hand = f"/trials/conduct/subjects/{one.pk}/forms/vitals/?visit={plan.pk}"
    assert hand in page
    assert signed_in.post(hand, {"on_day": day(0), "item_weight_kg": "900"}).status_code == 422
    assert signed_in.post(hand, {"on_day": day(0)}).status_code == 422
    assert signed_in.post(hand, {"on_day": day(0), "item_weight_kg": "64"}).status_code == 302
    assert signed_in.post(hand, {"on_day": day(0), "item_weight_kg": "65"}).status_code == 422, "a correction says why"
    assert signed_in.post(hand, {"on_day": day(0), "item_weight_kg": "65", "why": "misread"}).status_code == 302
    assert CrfEntry.objects.get(subject=one, replaced_by__isnull=True).values == {"weight_kg": "65"}

"""Test patients are asked of the draft as it stands, and a failing one stops submission."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from paeonia.modules.trials.curation.approving import actions as approving
from paeonia.modules.trials.curation.models import TestPatient as Kept
from paeonia.modules.trials.curation.testing import actions, running
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db

GRANDMOTHER = {"as_of": "2026-02-28", "facts": [{"variable": "birth_date", "value": "1950-03-01"}]}


def told(facts=GRANDMOTHER, **other):
    return {"name": "75, on the eve of her birthday", "facts": json.dumps(facts), "expected": "yes", "group": "",
            "why": "“18 to 75 years”", **other}


def test_a_patient_answered_as_expected_lets_the_draft_through(made, doctor):
    draft = made("age: {from: 18, to: 75}")
    actions.keep(draft.pk, None, told(), doctor)
    (result,) = running.of_draft(draft)
    assert result.passed and result.got == "yes" and result.reason is not None
    assert approving.submit(draft.pk, doctor).state == "submitted"


def test_a_patient_answered_otherwise_stops_submission_in_both_languages(made, doctor):
    draft = made("age: {from: 18, less than: 75}")
    actions.keep(draft.pk, None, told(), doctor)
    with pytest.raises(Refused) as refused:
        approving.submit(draft.pk, doctor)
    (problem,) = refused.value.problems
    assert problem.code == "testing-failing"
    assert "does not fit" in problem.text("en") and "不符合" in problem.text("zh")


def test_a_change_of_a_sentence_is_seen_at_once(made, doctor):
    from paeonia.modules.trials.curation import actions as bench

    draft = made("age: {from: 18, to: 75}")
    actions.keep(draft.pk, None, told(), doctor)
    line = draft.lines.get()
    bench.write(draft.pk, line.pk, line.edition, "drafted", "age: {from: 18, to: 70}", doctor, settle=True)
    assert [one.passed for one in running.of_draft(draft)] == [False]


def test_facts_the_dictionary_no_longer_knows_stop_it_too(made, doctor):
    draft = made("age: {from: 18}")
    kept = actions.keep(draft.pk, None, told(), doctor)
    with_gone = {**GRANDMOTHER, "facts": [*GRANDMOTHER["facts"], {"variable": "gone", "value": 1}]}
    Kept.objects.filter(pk=kept.pk).update(facts=with_gone)
    with pytest.raises(Refused, match="cannot be used"):
        approving.submit(draft.pk, doctor)


def test_a_patient_of_a_group_is_asked_of_that_group_and_misses_it_when_it_goes(made, doctor):
    from paeonia.modules.trials.curation import actions as bench

    draft = made("age: {from: 18}")
    bench.add_group(draft.pk, "A", "arm", "Arm A", "A 组", doctor)
    line = bench.add(draft.pk, None, doctor, "A")
    bench.write(draft.pk, line.pk, line.edition, "drafted", "age: {to: 60}", doctor, settle=True, group="A")
    actions.keep(draft.pk, None, told(group="A", expected="no"), doctor)
    assert [one.got for one in running.of_draft(draft)] == ["no"]
    line = draft.lines.get(group__code="A")
    bench.remove(draft.pk, line.pk, line.edition, doctor)
    bench.remove_group(draft.pk, "A", doctor)
    assert [one.code for one in running.failing(draft)] == ["testing-unusable"]


@pytest.mark.parametrize(("other", "code"), [
    ({"name": " "}, "testing-name"), ({"why": ""}, "testing-why"), ({"expected": "perhaps"}, "testing-expected"),
    ({"group": "Z"}, "testing-no-group"), ({"facts": "{"}, "ask-not-json")])
def test_what_is_not_complete_is_refused(made, doctor, other, code):
    draft = made("age: {from: 18}")
    with pytest.raises(Refused) as refused:
        actions.keep(draft.pk, None, {**told(), **other}, doctor)
    assert code in {problem.code for problem in refused.value.problems}
    assert not Kept.objects.exists()


def test_two_of_one_name_are_refused_and_the_first_stays(made, doctor):
    draft = made("age: {from: 18}")
    actions.keep(draft.pk, None, told(), doctor)
    with pytest.raises(Refused, match="already"):
        actions.keep(draft.pk, None, told(expected="no"), doctor)
    assert Kept.objects.get().expected == "yes"


def test_only_who_may_write_and_only_while_the_draft_is_in_work(made, doctor, viewer, two_hospitals):
    draft = made("age: {from: 18}")
    with pytest.raises(PermissionDenied):
        actions.keep(draft.pk, None, told(), viewer("auditor", two_hospitals[0]))
    kept = actions.keep(draft.pk, None, told(), doctor)
    approving.submit(draft.pk, doctor)
    with pytest.raises(Refused):
        actions.keep(draft.pk, kept.pk, told(expected="no"), doctor)
    with pytest.raises(Refused):
        actions.remove(draft.pk, kept.pk, doctor)
    assert Kept.objects.get().expected == "yes"


def test_the_pages_from_suggestion_to_reasons(made, signed_in):
    draft = made("age: {from: 18, to: 75}", "lvef: {at least: 50 %, within: 28 days}")
    suggest, listing = (reverse(name, args=[draft.pk]) for name in ("curation-suggest", "curation-patients"))
    page = signed_in.get(suggest).content.decode()
    assert "turns 76 tomorrow" in page and "exactly on the edge" in page
    keys = [key for key in page.split('name="key" value="')[1:]]
    signed_in.post(suggest, {"key": [key.split('"')[0] for key in keys]})
    assert Kept.objects.count() == len(keys) >= 8
    assert "are answered as expected" in signed_in.get(listing).content.decode()
    line = draft.lines.get(sentence__contains="lvef")
    draft.lines.filter(pk=line.pk).update(sentence="lvef: {more than: 50 %, within: 28 days}")
    page = signed_in.get(listing).content.decode()
    assert "answered otherwise than expected" in page and 'class="reason reason-no"' in page


def test_the_form_keeps_changes_and_removes(made, signed_in):
    draft = made("age: {from: 18, to: 75}")
    new = reverse("curation-patient-new", args=[draft.pk])
    assert "birth_date" in signed_in.get(new + "?draw=7").content.decode()
    assert signed_in.get(new + "?draw=x").status_code == 200
    wrong = signed_in.post(new, told(facts={"facts": [{"variable": "lvef", "value": 900}]}))
    assert wrong.status_code == 422 and "impossible" in wrong.content.decode()
    assert signed_in.post(new, told()).status_code == 302
    row = Kept.objects.get()
    change = reverse("curation-patient", args=[draft.pk, row.pk])
    assert "1950-03-01" in signed_in.get(change).content.decode()
    signed_in.post(change, told(name="Renamed"))
    assert Kept.objects.get().name == "Renamed"
    signed_in.post(reverse("curation-patient-remove", args=[draft.pk, row.pk]))
    assert not Kept.objects.exists()
    assert signed_in.get(change).status_code == 404

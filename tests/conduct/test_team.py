"""Who may do what is kept by the principal investigator and enforced; the site file."""

import pytest
from conduct.conftest import day

from paeonia.modules.trials.conduct import actions
from paeonia.modules.trials.conduct.binder import actions as binder
from paeonia.modules.trials.conduct.binder import queries
from paeonia.modules.trials.conduct.deeds import STUDY_DEEDS
from paeonia.modules.trials.conduct.models import Delegation, Finding, SiteDocument
from paeonia.modules.trials.conduct.subjects import actions as subjects
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
VISIT = {"state": "done", "done": [], "why_off": "", "note": ""}


@pytest.fixture
def nurse(viewer, two_hospitals):
    return viewer("nurse", two_hospitals[0])


def test_who_is_not_delegated_on_that_day_cannot_sign(study, enrolled, doctor, nurse):
    one = enrolled(day_one=20)
    with pytest.raises(Refused, match="not delegated for “Visits and procedures”"):
        subjects.visit(one, None, day(2), VISIT, nurse)
    actions.delegate(study, nurse.user_id, ["visits"], day(5), None, doctor)
    subjects.visit(one, None, day(2), VISIT, nurse)
    with pytest.raises(Refused, match=f"on {day(9)}"):
        subjects.visit(one, None, day(9), VISIT, nurse)
    with pytest.raises(Refused, match="not delegated for “Enrolment and randomisation”"):
        subjects.enrol(enrolled(1, until="screening"), day(2), {"number": "1", "day_one": day(2)}, nurse)
    log = Delegation.objects.get(user_id=nurse.user_id)
    actions.end_delegation(study, log.pk, day(1), doctor)
    with pytest.raises(Refused, match=f"on {day(0)}"):
        subjects.visit(one, None, day(2), VISIT, nurse)
    with pytest.raises(Refused, match="cannot end before"):
        actions.end_delegation(study, log.pk, day(50), doctor)


def test_only_the_principal_delegates_and_medical_decisions_only_to_physicians(study, doctor, nurse, viewer, two_hospitals):
    with pytest.raises(Refused, match="only the principal investigator"):
        actions.delegate(study, nurse.user_id, ["visits"], day(1), None, nurse)
    with pytest.raises(Refused, match="medical decision"):
        actions.delegate(study, nurse.user_id, ["safety"], day(1), None, doctor)
    stranger = viewer("oncologist", two_hospitals[1])
    with pytest.raises(Refused, match="no role in trials"):
        actions.delegate(study, stranger.user_id, ["visits"], day(1), None, doctor)


def test_a_finding_is_open_until_it_is_answered(study, doctor):
    made = binder.enter(Finding, study, {"severity": "major", "what": "Time of consent missing", "due_on": day(3)}, doctor)
    with pytest.raises(Refused, match="Write what was done"):
        binder.answer(study, made.pk, " ", doctor)
    binder.answer(study, made.pk, "Added with note to file", doctor)
    with pytest.raises(Refused, match="no open finding"):
        binder.answer(study, made.pk, "again", doctor)
    assert queries.findings(study)[0].closed_on == day(0)


def test_the_checklist_tells_what_is_missing_or_expired(study, doctor):
    for on, until in ((day(90), day(10)), (day(9), day(-300))):
        binder.enter(SiteDocument, study, {"kind": "ethics_approval", "version": "2026-1", "on_day": on, "expires_on": until,
                                           "place": "Binder 1"}, doctor)
    binder.enter(SiteDocument, study, {"kind": "cv", "version": "1", "on_day": day(90), "expires_on": day(1),
                                       "place": "Binder 2"}, doctor)
    states = {one.kind: (one.state, one.versions) for one in queries.shelves(study, day(0))}
    assert states["ethics_approval"] == ("there", 2) and states["cv"] == ("expired", 1)
    assert states["protocol"] == ("missing", 0)


def test_every_part_and_every_form_of_a_study_opens(study, enrolled, signed_in):
    enrolled()
    for part in ("overview", "drug", "team", "binder", "setup", "safety"):
        answer = signed_in.get(f"/trials/conduct/{study.pk}/{part}/")
        assert answer.status_code == 200 and "PEONY-1" in answer.content.decode()
    for what, deed in STUDY_DEEDS.items():
        address = f"/trials/conduct/{study.pk}/enter/{what}/" + ("1/" if deed.item else "")
        assert signed_in.get(address).status_code == 200
        assert signed_in.post(address, {}).status_code == 422
    assert signed_in.get(f"/trials/conduct/{study.pk}/enter/answer/").status_code == 404


def test_forms_of_a_study_keep_what_they_hold(study, signed_in, nurse):
    base = f"/trials/conduct/{study.pk}"
    for what in ("delegation", "training"):
        assert f'<option value="{nurse.user_id}">' in signed_in.get(f"{base}/enter/{what}/").content.decode()
    told = {
        "delegation": {"user": nurse.user_id, "tasks": ["visits", "drug"], "from_day": day(1)},
        "training": {"user": nurse.user_id, "topic": "Protocol 2.0", "on_day": day(2), "proof": "list"},
        "monitor-visit": {"on_day": day(3), "kind": "routine", "monitor": "A. Monitor"},
        "finding": {"severity": "minor", "what": "Signature page", "due_on": day(-9)},
        "document": {"kind": "protocol", "version": "2.0", "on_day": day(9), "place": "Binder 1"},
        "consent-form": {"version": "2.0", "approved_on": day(9), "valid_from": day(9), "reconsent": "on"},
        "rule": {"rule": "susar-sponsor", "instead": ""},
        "lot": {"name": "SYN-101", "lot": "B7", "unit": "vials", "expires_on": day(-99)},
        "deviation": {"on_day": day(1), "severity": "minor", "what": "Refrigerator 9 °C", "action": "checked"},
    }
    for what, data in told.items():
        answer = signed_in.post(f"{base}/enter/{what}/", data)
        assert answer.status_code == 302, (what, answer.content.decode()[-3000:])
        assert next(iter(data.values())) is not None
        assert signed_in.get(answer.url).status_code == 200

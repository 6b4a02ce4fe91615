"""Whether somebody may be enrolled is one fact that follows from the papers, for every room that asks."""

import pytest
from django.db import DatabaseError, transaction
from own_trials.conftest import day

from paeonia.modules.trials import permits
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


def codes(own, hospital, on):
    return [one.code for one in permits.enrolment(own.trial_id, hospital.pk, on).why]


def refused(code, work):
    with pytest.raises(Refused) as told:
        work()
    (problem,) = told.value.problems
    assert problem.code == code
    assert "{" not in problem.text("en") + problem.text("zh")
    return problem


def test_a_trial_without_papers_says_everything_that_is_missing(own, two_hospitals):
    east, west = two_hospitals
    assert codes(own, east, day(0)) == ["own-ethics-none", "own-no-protocol", "own-hgr-unsaid"]
    assert codes(own, west, day(0)) == ["own-not-a-site"]


def test_a_trial_of_a_sponsor_is_not_held_up(db, two_hospitals):
    assert permits.enrolment(10**6, two_hospitals[0].pk, day(0)).allowed


def test_with_its_papers_it_may_until_the_approval_ends(own, ready, two_hospitals):
    east = two_hospitals[0]
    answer = permits.enrolment(own.trial_id, east.pk, day(0))
    assert answer.allowed and answer.until == day(335)
    assert codes(own, east, day(335)) == []
    assert codes(own, east, day(336)) == ["own-ethics-expired"]
    with pytest.raises(Refused) as told:
        permits.require_enrolment(own.trial_id, east.pk, day(336))
    assert day(335).isoformat() in str(told.value)


def test_a_continuing_review_carries_on_and_a_termination_stops(own, ready, enter, two_hospitals):
    east = two_hospitals[0]
    enter("decision", number="E-2", review="continuing", on_day=day(-1), valid_until=day(500))
    assert codes(own, east, day(400)) == []
    enter("decision", number="E-3", review="suspension", outcome="terminated", on_day=day(0), valid_until=None)
    assert codes(own, east, day(1)) == ["own-ethics-stopped"]


def test_an_amendment_that_is_not_approved_leaves_the_trial_as_it_was(own, ready, enter, two_hospitals):
    enter("decision", number="E-2", review="amendment", outcome="not_approved", on_day=day(-1), valid_until=None)
    assert codes(own, two_hospitals[0], day(0)) == []


def test_a_partner_follows_the_lead_only_if_it_says_so(own, ready, enter, two_hospitals):
    east, west = two_hospitals
    site = enter("site", hospital=west, investigator="Dr Wei")
    assert codes(own, west, day(0)) == ["own-ethics-none"]
    enter("site", hospital=west, investigator="Dr Wei", relies_on_lead=True, replaces=site, why="agreed")
    assert codes(own, west, day(0)) == []


def test_a_filing_that_waits_holds_enrolment_and_its_grant_lets_go(own, ready, enter, fresh, two_hospitals):
    row = enter("filing", kind="research", state="submitted", reason="")
    assert codes(own, two_hospitals[0], day(0)) == ["own-hgr-open"]
    enter("filing", kind="research", state="granted", number="2026CJ1", valid_until=day(100), replaces=row, why="granted")
    assert codes(own, two_hospitals[0], day(0)) == []
    assert codes(own, two_hospitals[0], day(101)) == ["own-hgr-expired"]


def test_consent_versions_are_told_with_their_protocol(own, ready, enter, fresh, two_hospitals):
    form = enter("version", kind="consent", number="1.1", protocol=fresh().standing("version")[0])
    assert permits.consent_versions(own.trial_id, two_hospitals[0].pk) == ()
    enter("inforce", version=form)
    (one,) = permits.consent_versions(own.trial_id, two_hospitals[0].pk)
    assert (one.number, one.protocol, one.approved_on, one.valid_from) == ("1.1", "1.0", day(-30), day(-20))
    assert permits.consent_versions(own.trial_id, two_hospitals[1].pk) == ()


@pytest.mark.parametrize(("code", "kind", "fields"), [
    ("own-ends-early", "decision", {"number": "X", "review": "continuing", "valid_until": day(-31)}),
    ("own-decision-twice", "decision", {}),
    ("own-approval-overlaps", "decision", {"number": "E-9", "on_day": day(-5)}),
    ("own-decision-no-end", "decision", {"number": "E-9", "review": "continuing", "valid_until": None}),
    ("own-to-come", "decision", {"number": "E-9", "review": "continuing", "on_day": day(2)}),
    ("own-version-twice", "version", {"number": "1.0 "}),
    ("own-version-says-changes", "version", {"number": "2.0", "amendment": True}),
    ("own-version-needs-protocol", "version", {"kind": "consent", "number": "1.1"}),
    ("own-in-force-already", "inforce", {}),
    ("own-hgr-number", "filing", {"state": "granted", "kind": "export"}),
    ("own-hgr-reason", "filing", {"reason": " "}),
    ("own-ends-early", "grant", {"until_day": day(-11)}),
    ("own-person-nobody", "member", {"user_id": None}),
    ("own-site-nowhere", "site", {"investigator": "x"}),
])
def test_what_cannot_be_is_said_with_the_next_step(ready, enter, code, kind, fields):
    refused(code, lambda: enter(kind, **fields))


def test_somebody_of_another_hospital_is_not_of_this_site(enter, person, two_hospitals):
    stranger = person("nurse", two_hospitals[1])
    refused("own-person-unknown", lambda: enter("member", part="nurse", user_id=stranger.pk))


def test_no_more_is_spent_than_was_given(enter, fresh):
    grant = enter("grant")
    enter("spending", grant=grant, on_day=day(0), amount=900, what="drug")
    told = refused("own-overspent", lambda: enter("spending", grant=grant, on_day=day(0), amount=101, what="x"))
    assert "100" in told.text()


def test_only_an_approved_version_comes_into_force(enter):
    enter("decision", outcome="not_approved", valid_until=None)
    enter("version")
    refused("own-not-approving", lambda: enter("inforce"))


def test_the_database_itself_keeps_unapproved_versions_out_and_entries_unchanged(own, enter, doctor):
    from paeonia.modules.trials.own.models import Decision, InForce

    decision, version = enter("decision", outcome="not_approved", valid_until=None), enter("version")
    with acting(doctor):
        for work in (lambda: InForce.objects.create(own=own, lead=own.lead, version=version, decision=decision,
                                                    from_day=day(0), entered_by_id=doctor.user_id),
                     lambda: Decision.objects.filter(pk=decision.pk).update(outcome="approved"),
                     lambda: Decision.objects.filter(pk=decision.pk).delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                work()


def test_a_correction_supersedes_and_the_old_entry_stays(enter, fresh):
    first = enter("decision")
    refused("own-correct-why", lambda: enter("decision", number="E-1b", replaces=first))
    enter("decision", number="E-1b", replaces=first, why="number misread")
    refused("own-corrected", lambda: enter("decision", number="E-1c", replaces=first, why="again"))
    assert [one.number for one in fresh().standing("decision")] == ["E-1b"]
    assert len(fresh().rows["decision"]) == 2

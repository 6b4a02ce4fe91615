"""From a draft to a decision: who may do what, and what the database holds whoever writes."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from paeonia.modules.biobank.requests import actions, queries
from paeonia.modules.biobank.requests.committee import actions as committee
from paeonia.modules.biobank.requests.models import Request, Step, Vote
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


def test_a_request_goes_its_way_and_every_step_is_kept(approved, requester):
    with acting(requester):
        steps = list(Step.objects.filter(request=approved).values_list("was", "now", "by_id"))
    assert [now for _was, now, _by in steps] == ["draft", "submitted", "under_review", "approved"]
    assert all(by for *_states, by in steps)


@pytest.mark.parametrize(("field", "value", "says"), [
    ("ethics_number", "", "ethics approval"), ("ethics_until", None, "valid"), ("criteria", "", "criteria"),
    ("ethics_until", date(2026, 1, 1), "ran out")])
def test_what_is_missing_is_named_before_it_is_submitted(draft, requester, again, field, value, says):
    actions.change(draft, {field: value}, requester)
    with pytest.raises(Refused, match=says):
        actions.submit(draft, requester)
    assert again(draft, requester).state == "draft"


def test_nothing_wanted_is_no_request(draft, requester):
    with acting(requester):
        line = draft.wanted.get()
    actions.unwant(line, requester)
    with pytest.raises(Refused, match="what is wanted"):
        actions.submit(draft, requester)


def test_what_was_submitted_is_changed_only_when_it_was_returned(reviewed, requester, manager, again):
    with pytest.raises(Refused, match="under review"):
        actions.change(reviewed, {"recipient": "Elsewhere"}, requester)
    with acting(manager), pytest.raises(DatabaseError, match="not changed"), transaction.atomic():
        Request.objects.filter(pk=reviewed.pk).update(recipient="Elsewhere")
    with pytest.raises(Refused, match="say why"):
        actions.give_back(reviewed, " ", manager)
    actions.give_back(reviewed, "name the assay", manager)
    actions.change(reviewed, {"criteria": "HER2-low; ddPCR"}, requester)
    assert actions.submit(again(reviewed, requester), requester).round == 2


def test_each_member_votes_once_and_never_on_her_own(reviewed, members, viewer, here, manager, again):
    first = members[0]
    committee.vote(reviewed, "approve", "sound", first)
    with pytest.raises(Refused, match="has voted"):
        committee.vote(reviewed, "decline", "changed my mind", first)
    with acting(first), pytest.raises(DatabaseError, match="once_a_member"), transaction.atomic():
        Vote.objects.create(hospital_id=here.pk, request=reviewed, round=1, by_id=first.user_id, said="decline", why="x")
    with pytest.raises(Refused, match="not on the committee"):
        committee.vote(reviewed, "approve", "nice", viewer("oncologist", here))
    own = actions.draft({"title_zh": "题", "title_en": "T", "purposes": ["research"], "ethics_number": "E",
                         "ethics_until": date(2099, 1, 1), "criteria": "any", "recipient": "R"}, here.pk, first)
    actions.want(own, {"kind": "plasma", "pieces": 1}, first)
    own = actions.take_up(actions.submit(own, first), manager)
    with pytest.raises(Refused, match="own request"):
        committee.vote(own, "approve", "mine", first)
    with acting(manager), pytest.raises(DatabaseError, match="own request"), transaction.atomic():
        Vote.objects.create(hospital_id=here.pk, request=own, round=1, by_id=first.user_id, said="approve", why="x")
    assert again(own, first).state == "under_review"


@pytest.mark.parametrize(("votes", "state"), [
    (["approve", "approve"], None), (["approve", "decline", "abstain"], None),
    (["approve", "abstain", "abstain"], "approved"), (["decline", "approve", "decline"], "declined")])
def test_a_decision_stands_on_votes(reviewed, members, manager, votes, state, again):
    for one, said in zip(members, votes, strict=False):
        committee.vote(reviewed, said, "because", one)
    if state is None:
        with pytest.raises(Refused, match="votes"):
            committee.decide(reviewed, manager)
        for way in ("approved", "declined"):
            with acting(manager), pytest.raises(DatabaseError, match="votes of the committee"), transaction.atomic():
                Request.objects.filter(pk=reviewed.pk).update(state=way)
    else:
        assert committee.decide(reviewed, manager).state == state


def test_a_smaller_quorum_is_the_managers_to_set(reviewed, members, manager, here, technician):
    with pytest.raises(PermissionDenied):
        committee.set_quorum(1, here.pk, technician)
    committee.set_quorum(1, here.pk, manager)
    committee.vote(reviewed, "approve", "sound", members[1])
    assert committee.decide(reviewed, manager).state == "approved"


def test_steps_and_votes_are_only_added(approved, manager):
    for table in (Step, Vote):
        with acting(manager), pytest.raises(DatabaseError), transaction.atomic():
            table.objects.filter(request=approved).update(why="something else")


def test_who_sees_a_request(draft, requester, viewer, two_hospitals, here, members, manager):
    others = [viewer("partner_physician", here), viewer("biobank_manager", two_hospitals[1])]
    assert [one.pk for one in queries.listing(requester).rows] == [draft.pk]
    for other in others:
        with acting(other):
            assert not Request.objects.exists()
    for member in members:
        with acting(member):
            assert Request.objects.filter(pk=draft.pk).exists()
    committee.unseat(queries.committee(manager)[0][2], manager)
    with acting(members[2]):
        assert not Request.objects.exists()


def test_another_requester_cannot_submit_mine(draft, viewer, here, technician):
    for other in (viewer("oncologist", here), technician):
        with pytest.raises(PermissionDenied):
            actions.submit(draft, other)

"""Two people stand for criteria; what they approve is asked of patients at once, and never changed afterwards."""

from dataclasses import replace

import pytest
from curation.conftest import ELIGIBILITY, approved, bring, line_of, record, settle_all
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from paeonia.guidance.questions import questions
from paeonia.modules.trials.asking import FAMILY, computable
from paeonia.modules.trials.curation import actions, queries, starting
from paeonia.modules.trials.curation.approving import actions as approving
from paeonia.modules.trials.curation.counting import counts
from paeonia.modules.trials.curation.models import Draft, Version
from paeonia.modules.trials.queries import structured_questions
from paeonia.modules.trials.searching import card_now
from paeonia.modules.trials.watch import fresh
from paeonia.modules.trials.watch.models import Change
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
TRIAL = "destiny-breast04"


def test_nothing_unsettled_unread_or_contradicting_is_submitted(draft, coordinator):
    with pytest.raises(Refused, match="not settled"):
        approving.submit(draft.pk, coordinator)
    settle_all(draft, coordinator)
    line = line_of(draft, "ECOG")
    own = actions.add(draft.pk, line.pk, coordinator)
    own = actions.write(draft.pk, own.pk, own.edition, "drafted", "age: {from: 80}", coordinator, settle=True)
    with pytest.raises(Refused, match="never hold together"):
        approving.submit(draft.pk, coordinator)
    actions.remove(draft.pk, own.pk, own.edition, coordinator)
    assert approving.submit(draft.pk, coordinator).state == "submitted"


def test_the_same_person_never_approves(draft, oncologist, second, coordinator):
    settle_all(draft, coordinator)
    sent = approving.submit(draft.pk, oncologist)
    with pytest.raises(Refused, match="somebody else"):
        approving.approve(draft.pk, sent.edition, oncologist)
    assert approving.approve(draft.pk, sent.edition, second).number == 1


def test_who_wrote_a_line_does_not_approve_what_another_submitted(draft, oncologist, coordinator):
    line = line_of(draft, "ECOG")
    actions.write(draft.pk, line.pk, line.edition, "drafted", "ecog: 0", oncologist, settle=True)
    settle_all(draft, coordinator)
    sent = approving.submit(draft.pk, coordinator)
    with pytest.raises(Refused, match="somebody else"):
        approving.approve(draft.pk, sent.edition, oncologist)


def insert(draft, submitted_by, approved_by, authors="{}"):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO curation_version (dossier_id, number, draft_id, text, text_date, content, eligibility, digest,"
            " authors, submitted_by_id, approved_by_id, approved_at, note) VALUES (%s, 1, %s, '', '', '{}', 'x', 'x', %s,"
            " %s, %s, now(), '')", [draft.dossier_id, draft.pk, authors, submitted_by, approved_by])


def test_the_database_refuses_a_person_who_approves_her_own_words(draft, oncologist, second, coordinator):
    line = line_of(draft, "ECOG")
    actions.write(draft.pk, line.pk, line.edition, "drafted", "ecog: 0", second, settle=True)
    settle_all(draft, coordinator)
    approving.submit(draft.pk, oncologist)
    for who, by in ((oncologist, oncologist), (second, second), (coordinator, coordinator), (coordinator, second)):
        with pytest.raises(IntegrityError), transaction.atomic(), acting(who):
            insert(draft, oncologist.user_id, by.user_id)


def test_the_database_changes_no_approved_version_and_no_ended_draft(draft, coordinator, second):
    made = approved(draft, coordinator, second)
    for statement in ("UPDATE curation_version SET note = 'x'", "DELETE FROM curation_version",
                      "UPDATE curation_draft SET state = 'open'", "UPDATE curation_line SET sentence = 'age: {from: 1}'"):
        with pytest.raises(DatabaseError), transaction.atomic(), acting(coordinator), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Version.objects.get(pk=made.pk).note == ""


def test_a_draft_changed_after_it_was_read_is_not_approved(draft, coordinator, second):
    settle_all(draft, coordinator)
    sent = approving.submit(draft.pk, coordinator)
    approving.recall(draft.pk, coordinator)
    line = line_of(draft, "ECOG")
    actions.write(draft.pk, line.pk, line.edition, "drafted", "ecog: 0", coordinator, settle=True)
    approving.submit(draft.pk, coordinator)
    with pytest.raises(Refused, match="changed after you opened"):
        approving.approve(draft.pk, sent.edition, second)


def test_returned_with_a_note_it_is_in_work_again(draft, coordinator, second):
    settle_all(draft, coordinator)
    approving.submit(draft.pk, coordinator)
    with pytest.raises(Refused, match="has to be changed"):
        approving.hand_back(draft.pk, second, " ")
    approving.hand_back(draft.pk, second, "ECOG 2 is allowed as well")
    assert Draft.objects.get(pk=draft.pk).state == "open"
    assert [step.what for step in draft.steps.all()] == ["started", "submitted", "returned"]


def test_what_was_approved_is_asked_and_affected_patients_are_asked_again(
        draft, registered, women, coordinator, second, east):
    fresh.whole_round(east.pk)
    assert registered not in computable()
    before = questions(FAMILY)[registered]
    for line in draft.lines.exclude(outcome__in=("heading", "remark")):
        sentence = "age: {from: 18}" if "18 to 75" in line.text else "sex: female"
        actions.write(draft.pk, line.pk, line.edition, "drafted", sentence, coordinator, settle=True)
    assert counts(coordinator, list(draft.lines.all())).whole.yes == 5
    approved(draft, coordinator, second)
    now = questions(FAMILY)[registered]
    today = timezone.localdate().isoformat()
    assert (now.version != before.version, now.confidence, now.checked_on) == (True, "high", today)
    assert registered in structured_questions()
    assert card_now(registered).structured
    assert east.pk in fresh.due()
    fresh.whole_round(east.pk)
    with acting(coordinator):
        turned = list(Change.objects.filter(question=registered))
    assert {(one.before, one.after, one.cause) for one in turned} == {(1, 2, "amendment")}
    assert len(turned) == 5


def test_a_shipped_file_is_superseded_and_the_difference_is_said(coordinator, second):
    draft = starting.start(TRIAL, "file", coordinator)
    line = draft.lines.filter(sentence__startswith="ecog").first() or draft.lines.first()
    actions.write(draft.pk, line.pk, line.edition, "drafted", "ecog: 0", coordinator, settle=True)
    made = approved(draft, coordinator, second)
    changes = queries.version_of(TRIAL, 1, "")[1]
    told = [(one.what, one.after["en"]) for one in changes if one.what != "same"]
    assert told == [("changed", "ECOG performance status = 0")]
    assert questions(FAMILY)[TRIAL].version.startswith(f"v{made.number}-")
    again = starting.start(TRIAL, "version", coordinator)
    assert again.lines.filter(settled_by=None).count() == 0
    sent = approving.submit(again.pk, second)
    # What an earlier version brought along is nobody's work on this draft, so its author may be the second person now.
    assert approving.approve(again.pk, sent.edition, replace(coordinator, role="oncologist")).number == 2


def test_groups_have_criteria_of_their_own(draft, coordinator, second, registered, women):
    group = actions.add_group(draft.pk, "A", "cohort", "Cohort A", "队列 A", coordinator)
    settle_all(draft, coordinator)
    with pytest.raises(Refused, match="no sentence of its own"):
        approving.submit(draft.pk, coordinator)
    own = actions.add(draft.pk, None, coordinator, "A")
    assert own.group_id == group.pk
    actions.write(draft.pk, own.pk, own.edition, "drafted", "er: positive", coordinator, settle=True)
    approved(draft, coordinator, second)
    from paeonia.modules.trials.cohorts import cohorts_of

    assert [one.code for one in cohorts_of(questions(FAMILY)[registered])] == ["A"]


def test_a_text_that_changed_is_to_be_read_again_and_its_lines_are_marked(draft, coordinator, second, registered):
    approved(draft, coordinator, second)
    assert not card_now(registered).reread
    changed = ELIGIBILITY.replace("0 or 1", "0, 1 or 2").replace("\n* Pregnant", "") + "\n* Brain metastases"
    bring(record(changed, day="2026-03-01"), coordinator)
    assert card_now(registered).reread
    again = starting.start(registered, "version", coordinator)
    marks = {line.text or line.was: line.mark for line in again.lines.exclude(mark="")}
    assert {words: mark for words, mark in marks.items() if "ECOG" in words} == {
        next(words for words in marks if "ECOG" in words): "changed"}
    assert set(marks.values()) >= {"changed", "new"} or set(marks.values()) >= {"changed", "gone"}
    unsettled = {line.mark for line in again.lines.filter(settled_by=None)}
    assert "" not in unsettled


def test_what_two_people_approved_is_no_longer_called_unstructured(draft, registered, coordinator, second, client, person,
                                                                   east):
    client.force_login(person("oncologist", east, language="en"))
    client.cookies["django_language"] = "en"
    said = "have not been structured yet"
    assert said in client.get(f"/trials/{registered}/").content.decode()
    approved(draft, coordinator, second)
    assert said not in client.get(f"/trials/{registered}/").content.decode()

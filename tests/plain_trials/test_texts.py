"""Versions are only added, another oncologist signs off, and patients read what was signed off and nothing else."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from plain_trials.conftest import SLUG

from paeonia.modules.trials.plain import actions, queries
from paeonia.modules.trials.plain.models import Review, Text
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


def code(refused):
    return [problem.code for problem in refused.value.problems]


def test_patients_read_nothing_until_another_oncologist_signed(written, doctor):
    assert queries.file(SLUG, "en").state == "waiting"
    assert queries.read_by_patients("en") == {}
    actions.review(SLUG, written, "signed", doctor)
    shown = queries.read_by_patients("en")[SLUG]
    assert (shown.number, shown.last.by, shown.last.due) == (
        written, doctor.name, timezone.localdate() + timedelta(days=180))


def test_what_is_written_after_does_not_reach_patients_by_itself(signed, said, educator):
    actions.write(SLUG, "en", said("Another title"), 2, educator)
    file = queries.file(SLUG, "en")
    assert (file.latest.number, file.shown.number, file.state) == (3, 2, "waiting")


def test_sent_back_leaves_what_patients_read_and_withdrawn_takes_it_away(signed, said, educator, doctor):
    actions.write(SLUG, "en", said("Another title"), 2, educator)
    actions.review(SLUG, 3, "returned", doctor, "too long")
    assert queries.file(SLUG, "en").shown.number == 2
    actions.review(SLUG, 3, "withdrawn", doctor, "a new harm is known")
    file = queries.file(SLUG, "en")
    assert file.shown is None and file.versions[1].last.outcome == "withdrawn"


def test_a_withdrawn_version_does_not_bring_the_one_before_back(signed, said, educator, doctor):
    actions.write(SLUG, "en", said("Another title"), 2, educator)
    actions.review(SLUG, 3, "signed", doctor)
    actions.review(SLUG, 3, "withdrawn", doctor, "a new harm is known")
    assert queries.file(SLUG, "en").shown is None


def test_nobody_signs_off_her_own_words_not_even_behind_a_later_hand(said, doctor, viewer, two_hospitals, written):
    actions.write(SLUG, "en", said("Touched by the doctor"), 2, doctor)
    actions.write(SLUG, "en", said("And by another"), 3, viewer("trial_coordinator", two_hospitals[0]))
    with pytest.raises(Refused) as refused:
        actions.review(SLUG, 4, "signed", doctor)
    assert code(refused) == ["plain-own-text"]
    with pytest.raises(DatabaseError), transaction.atomic():
        Review.objects.create(text=Text.objects.get(number=4), outcome="signed", by_id=doctor.user_id, due="2027-01-01")
    other = viewer("oncologist", two_hospitals[1])
    actions.review(SLUG, 4, "signed", other)
    assert queries.file(SLUG, "en").shown.number == 4


def test_once_signed_by_others_an_old_hand_may_sign_what_comes_after(said, doctor, viewer, two_hospitals, written):
    actions.write(SLUG, "en", said("Touched by the doctor"), 2, doctor)
    actions.review(SLUG, 3, "signed", viewer("oncologist", two_hospitals[0]))
    actions.write(SLUG, "en", said("Somebody else's"), 3, viewer("educator", two_hospitals[0]))
    actions.review(SLUG, 4, "signed", doctor)
    assert queries.file(SLUG, "en").shown.number == 4


def test_an_incomplete_text_is_not_signed_and_what_is_missing_is_named(said, educator, doctor):
    actions.write(SLUG, "zh", said("标题", ask=""), 0, educator)
    actions.write(SLUG, "en", said(unknown="", ask=""), 1, educator)
    assert queries.file(SLUG, "en").state == "incomplete"
    with pytest.raises(Refused) as refused:
        actions.review(SLUG, 2, "signed", doctor)
    text = refused.value.problems[0].text("en")
    assert "Chinese: Who can I ask" in text and "English: What is not known, Who can I ask" in text
    assert "中文：可以问谁" in refused.value.problems[0].text("zh")


def test_two_writers_do_not_overwrite_one_another(written, said, educator):
    actions.write(SLUG, "en", said("First"), written, educator)
    with pytest.raises(Refused) as refused:
        actions.write(SLUG, "en", said("Second"), written, educator)
    assert code(refused) == ["plain-changed"]
    with pytest.raises(Refused) as refused:
        actions.write(SLUG, "en", said("First"), written + 1, educator)
    assert code(refused) == ["plain-same"]


@pytest.mark.parametrize(("role", "writes", "reviews"), [
    ("oncologist", True, True), ("trial_coordinator", True, False), ("educator", True, False), ("nurse", False, False),
    ("patient", False, False), ("partner_physician", False, False), ("programme_admin", False, False)])
def test_who_may_write_and_who_may_sign(role, writes, reviews, viewer, two_hospitals, said, written):
    who = viewer(role, two_hospitals[0])
    if writes:
        assert actions.write(SLUG, "en", said(role), written, who).number == written + 1
    else:
        with pytest.raises(PermissionDenied):
            actions.write(SLUG, "en", said(role), written, who)
    if not reviews:
        with pytest.raises(PermissionDenied):
            actions.review(SLUG, written, "signed", who)


def test_versions_and_reviews_are_never_changed(signed):
    for sql in ("UPDATE plain_text SET number = 9", "DELETE FROM plain_text", "UPDATE plain_review SET remark = 'x'",
                "DELETE FROM plain_review"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_when_the_day_comes_or_the_criteria_change_the_text_is_to_be_read_again(signed):
    file = queries.file(SLUG, "en")
    today = timezone.localdate()
    assert file.reread(today) == ""
    assert file.reread(today + timedelta(days=180)) == "due"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    older = queries.File(file.slug, file.versions, file.shown, "other criteria")
    assert older.reread(today) == "rules"


def test_only_structured_trials_have_a_text(said, educator):
    with pytest.raises(KeyError):
        actions.write("no-such-trial", "en", said(), 0, educator)

"""Coming by a code that changes, the test, feedback and the certificate; each is kept once and checked by anybody."""

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.test import Client
from django.utils import timezone

from paeonia.modules.academy import actions, certificate, codes, credits, queries, quiz, reports
from paeonia.modules.academy.models import Session
from paeonia.modules.academy.models_learner import Attempt, Certificate
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


def mine(activity, who):
    return queries.mine(who, activity.pk)[0]


def answer(activity, attempt, rightly):
    """What a form would send: so many right, the others wrong."""
    bank, said = queries.bank(activity), {}
    for number, (key, order) in enumerate(attempt.paper):
        right = bank[key].right
        said[f"q{key}"] = str(right if number < rightly else next(place for place in order if place != right))
    return said


@pytest.fixture
def joined(course, physician):
    made = course(draws=4, pass_mark=75, attempts=2)
    actions.enrol(made, physician, "陈立夏")
    return made


def test_a_code_lives_about_a_minute_and_only_ours_counts():
    code = codes.shown(7, now=1_000_000)
    assert codes.read(code, now=1_000_010) == 7 and codes.read(code, now=1_000_040) == 7
    assert codes.read(code, now=1_000_075) == "old"
    assert codes.read(code, now=999_900) == "old", "a clock set back makes no old code new"
    assert codes.read(code[:-2] + "xx", now=1_000_010) == "strange" and codes.read("hello") == "strange"
    token = codes.scanned(7, 3)
    assert codes.confirmed(token, 3) == 7 and codes.confirmed(token, 4) == "strange"
    assert codes.read(token) == "strange", "what one holds after scanning is no code for others"


def test_she_comes_once_and_only_around_the_session(joined, physician, teacher):
    session = joined.sessions.get()
    actions.attend(session, physician)
    with pytest.raises(Refused, match="already noted"):
        actions.attend(session, physician)
    late = Session(activity=joined, title_zh="二", title_en="Two", starts=timezone.now() + timedelta(days=1),
                   ends=timezone.now() + timedelta(days=1, hours=1))
    actions.keep(late, joined, teacher)
    with pytest.raises(Refused, match="30 minutes before"):
        actions.attend(late, physician)
    with pytest.raises(Refused, match="say why"):
        actions.attend_by_hand(late, mine(joined, physician).enrolment.pk, " ", teacher)
    with pytest.raises(PermissionDenied):
        actions.attend_by_hand(late, mine(joined, physician).enrolment.pk, "why", physician)


def test_who_chose_one_of_two_rooms_has_missed_nothing(joined, physician, teacher):
    before = timezone.now() - timedelta(hours=5)
    for title in ("A", "B"):
        actions.keep(Session(activity=joined, title_zh=title, title_en=title, room=title, starts=before,
                             ends=before + timedelta(hours=1)), joined, teacher)
    assert reports.stuck(mine(joined, physician)) == "sessions", "both rooms were missed"
    chosen = joined.sessions.get(title_en="A")
    actions.attend_by_hand(chosen, mine(joined, physician).enrolment.pk, "her code would not be read", teacher)
    assert reports.stuck(mine(joined, physician)) == ""


def test_the_test_is_drawn_scored_once_and_ends_after_the_last_attempt(joined, physician):
    first = actions.sit(mine(joined, physician), physician)
    assert len(first.paper) == 4 and actions.sit(mine(joined, physician), physician).pk == first.pk, "goes on, not anew"
    scored = actions.hand_in(first.pk, answer(joined, first, 2), mine(joined, physician), physician)
    assert scored.right == 2 and scored.share == 50
    with pytest.raises(Refused, match="already handed in"):
        actions.hand_in(first.pk, answer(joined, first, 4), mine(joined, physician), physician)
    second = actions.sit(mine(joined, physician), physician)
    actions.hand_in(second.pk, {f"q{second.paper[0][0]}": "99", "q0": "1"}, mine(joined, physician), physician)
    assert mine(joined, physician).best == 50 and not mine(joined, physician).may_sit
    assert reports.stuck(mine(joined, physician)) == "test"
    with pytest.raises(Refused, match="all 2 attempts"):
        actions.sit(mine(joined, physician), physician)
    with acting(physician), pytest.raises(Error), transaction.atomic():
        Attempt.objects.filter(pk=first.pk).update(right=4)


def test_order_of_questions_and_answers_differs_between_attempts(course):
    bank = queries.bank(course(questions=8)).values()
    assert len({str(quiz.draw(bank, 4)) for _ in range(20)}) > 10


def passed(activity, who):
    actions.attend(activity.sessions.get(), who)
    attempt = actions.sit(mine(activity, who), who)
    actions.hand_in(attempt.pk, answer(activity, attempt, 3), mine(activity, who), who)
    actions.say(mine(activity, who), {"useful": 5, "clear": 4, "balanced": True, "said": ""}, who)


def given(activity, who):
    return actions.certify(mine(activity, who), who, lambda one: certificate.draw(one, activity, "https://x.test/c", "zh"))


def test_a_certificate_asks_everything_and_is_given_once(joined, physician):
    with pytest.raises(Refused, match="not everything"):
        given(joined, physician)
    passed(joined, physician)
    with pytest.raises(Refused, match="kept the first time"):
        actions.say(mine(joined, physician), {"useful": 1, "clear": 1, "balanced": False, "said": ""}, physician)
    one = given(joined, physician)
    assert given(joined, physician).pk == one.pk and one.hours == 2 and one.credits is None
    assert bytes(one.file).startswith(b"%PDF") and hashlib.sha256(bytes(one.file)).hexdigest() == one.sha256
    with acting(physician), pytest.raises(Error), transaction.atomic():
        Certificate.objects.filter(pk=one.pk).update(name="Somebody else")


def test_a_stranger_checks_it_and_reads_half_a_name(joined, physician, teacher):
    passed(joined, physician)
    one = given(joined, physician)
    said = Client(headers={"accept-language": "en"}).get(f"/academy/certificates/{one.serial}/")
    page = said.content.decode()
    assert said.status_code == 200 and "Valid" in page and "陈*夏" in page and "陈立夏" not in page and one.sha256 in page
    assert Client().get(f"/academy/certificates/{one.serial}/file.pdf").status_code == 302
    actions.revoke(queries.certificate(one.serial), "entered for the wrong person", teacher)
    page = Client(headers={"accept-language": "en"}).get(f"/academy/certificates/{one.serial}/").content.decode()
    assert "Revoked" in page and "wrong person" not in page
    unknown = Client(headers={"accept-language": "en"}).get("/academy/certificates/PA-2026-AAAAA-AAAAA/")
    assert unknown.status_code == 404 and "Unknown" in unknown.content.decode()


@pytest.mark.parametrize(("name", "shown"), [
    ("张丰", "张*"), ("张小丰", "张*丰"), ("Chen Lixia", "C*** L****"), ("王", "王*")])
def test_a_name_in_part(name, shown):
    assert certificate.masked(name) == shown


def test_rules_of_credits_are_dated_and_say_what_is_not_known():
    assert credits.rule_on(timezone.localdate()).hours_a_year == 90
    old = credits.rule_on(timezone.localdate().replace(year=2020))
    assert old.id == "cn-before-2024" and old.hours_a_year is None
    assert not credits.rule_on(timezone.localdate()).is_signed


def test_reports_for_the_office(joined, physician, teacher):
    passed(joined, physician)
    found = queries.learners(joined, teacher)
    body, kind = reports.KINDS["csv"](joined, found)
    assert kind.startswith("text/csv") and "陈立夏" in body.decode() and ",75," in body.decode()
    body, kind = reports.KINDS["xlsx"](joined, found)
    assert body[:2] == b"PK"
    assert reports.counts(found) == {"enrolled": 1, "done": 0, "stuck": 0}

"""Categories and their places: the enrolment stays the one truth of who takes part, also when several come at once."""

import threading
from datetime import timedelta

import pytest
from academy.desk import NOTHING, a_category, registered, shared
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from paeonia.modules.academy import actions as academy
from paeonia.modules.academy import queries as enrolled
from paeonia.modules.academy.choices import Standing
from paeonia.modules.academy.registration import actions, codes, queries, tax
from paeonia.modules.academy.registration.models_person import Registration
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


def standing(made, who):
    return queries.mine(made, who).row.enrolment.standing


def test_a_category_is_chosen_and_its_fee_is_that_of_the_day(course, physician, teacher):
    made = course(questions=0)
    delegate = a_category(made, teacher)
    with pytest.raises(Refused, match="choose a category first"):
        academy.enrol(made, physician, "P")
    assert enrolled.mine(physician, made.pk) == []
    held = registered(made, delegate, physician, diet="素食")
    assert held.is_coming and held.account.fee == "unpaid" and held.row.diet == "素食"
    delegate.price = 2000
    actions.keep(delegate, {}, teacher)
    assert queries.mine(made, physician).account.owed == 1200
    with pytest.raises(Refused, match="already enrolled"):
        registered(made, delegate, physician)


def test_places_of_a_category_and_places_shared(course, viewer, hospital, teacher):
    made = course(questions=0)
    one, two = a_category(made, teacher, places=1), a_category(made, teacher, "Speaker", price=None)
    shared(made, teacher, 2, one, two)
    people = [viewer("nurse", hospital) for _ in range(4)]
    assert [registered(made, category, who).row.enrolment.standing for category, who in zip(
        (one, one, two, two), people, strict=True)] == [
        Standing.ENROLLED, Standing.WAITING, Standing.ENROLLED, Standing.WAITING]
    assert [choice.left for choice in queries.choices(made, teacher)] == [0, 0]
    academy.withdraw(queries.mine(made, people[2]).row.enrolment, people[2])
    assert standing(made, people[1]) == Standing.WAITING, "her category is still full"
    assert standing(made, people[3]) == Standing.ENROLLED, "the next whose part has a place moves up"


def test_who_where_and_when(course, viewer, hospital, physician, teacher):
    made, now = course(questions=0), timezone.now()
    nurses = a_category(made, teacher, "Nurse", roles=["nurse"])
    late = a_category(made, teacher, "Early bird", closes=now - timedelta(hours=1))
    with pytest.raises(Refused, match="not meant for your role"):
        registered(made, nurses, physician)
    with pytest.raises(Refused, match="“Early bird” takes registrations from … to"):
        registered(made, late, physician)
    assert registered(made, nurses, viewer("nurse", hospital)).is_coming
    with pytest.raises(PermissionDenied):
        a_category(made, physician)


def test_a_student_shows_a_proof_and_the_desk_says_yes(course, physician, teacher):
    made = course(questions=0)
    student = a_category(made, teacher, "Student", approves=True, proof_zh="学生证", proof_en="student card", places=1)
    with pytest.raises(Refused, match="say what shows that this category fits: student card"):
        registered(made, student, physician)
    held = registered(made, student, physician, proof="学号 2026")
    assert held.row.enrolment.standing == Standing.ASKED and held.account.fee == "later"
    academy.decide(held.row.enrolment, True, teacher)
    assert standing(made, physician) == Standing.ENROLLED


def test_who_comes_back_keeps_her_reference_and_is_last(course, viewer, hospital, teacher):
    made = course(questions=0)
    one = a_category(made, teacher, places=1)
    first, second = viewer("nurse", hospital), viewer("nurse", hospital)
    before = registered(made, one, first).row.reference
    registered(made, one, second)
    academy.withdraw(queries.mine(made, first).row.enrolment, first)
    again = registered(made, one, first)
    assert again.row.reference == before and again.row.enrolment.standing == Standing.WAITING


def test_what_she_told_the_desk_is_seen_by_her_and_the_desk(course, viewer, two_hospitals, physician, teacher):
    made = course(questions=0)
    registered(made, a_category(made, teacher), physician, diet="无坚果", mobility="轮椅")
    seen = {}
    for name, who in (("herself", physician), ("desk", teacher), ("colleague", viewer("nurse", two_hospitals[0])),
                      ("desk elsewhere", viewer("educator", two_hospitals[1]))):
        with acting(who):
            seen[name] = Registration.objects.count()
    assert seen == {"herself": 1, "desk": 1, "colleague": 0, "desk elsewhere": 0}


def test_a_taxpayer_number_that_cannot_be_one(course, physician, teacher):
    made = course(questions=0)
    delegate = a_category(made, teacher)
    with pytest.raises(Refused, match="is no taxpayer number") as wrong:
        registered(made, delegate, physician, tax_number="123")
    assert len(wrong.value.problems) == 2, "the missing title is named as well"
    with pytest.raises(Refused, match="last sign"):
        registered(made, delegate, physician, tax_number="91350100M000100Y42", invoice_title="某医院")
    held = registered(made, delegate, physician, tax_number="91350100M000100Y43", invoice_title="某医院")
    with pytest.raises(Refused, match="no taxpayer number"):
        actions.change(held.row, {**NOTHING, "tax_number": "X" * 17, "invoice_title": "某医院"}, physician)
    actions.change(held.row, {**NOTHING, "nights": 2}, physician)
    assert queries.mine(made, physician).row.nights == 2


@pytest.mark.parametrize(("number", "said"), [
    ("91350100M000100Y43", ""), ("91350211M000100Y34", "slip"), ("110108197001011234", "slip"), ("11010519491231002X", ""),
    ("370102123456789", ""),
    ("9135 0211", "shape"), ("91350100m000100y43", "shape"), ("1" * 20, "")])
def test_taxpayer_numbers(number, said):
    assert tax.wrong(number) == said


def test_codes_are_ours_or_nothing():
    reference, badge = codes.reference(), codes.badge()
    assert codes.references(f"转账 附言：{codes.shown(reference)} 峰会注册费") == {reference}
    assert codes.references(f"会议费{reference.lower()}陈立夏") == {reference}
    other = next(sign for sign in codes.SIGNS if sign != reference[-1])
    assert codes.references(reference[:-1] + other) == set()
    assert codes.badge_in(codes.shown(badge).lower()) == badge
    slip = badge[:-1] + next(sign for sign in codes.SIGNS if sign != badge[-1])
    assert codes.badge_in(slip) is None and codes.looks_like_badge(slip)
    assert codes.badge_in("陈立夏") is None and not codes.looks_like_badge("陈立夏")


@pytest.mark.django_db(transaction=True)
def test_four_at_once_do_not_share_the_last_place_of_a_category(course, viewer, hospital, teacher):
    made = course(questions=0, seats=50)
    one = a_category(made, teacher, places=1)
    people, said, gate = [viewer("nurse", hospital) for _ in range(4)], [], threading.Barrier(4)

    def go(who):
        gate.wait()
        said.append(actions.register(made, one, {**NOTHING, "name": "N"}, who).enrolment.standing)
        connection.close()

    runners = [threading.Thread(target=go, args=(who,)) for who in people]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    assert sorted(said) == [Standing.ENROLLED, *[Standing.WAITING] * 3]

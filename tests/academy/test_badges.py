"""Badges: what stands on them, ten or four on a sheet, the longest name too, and the second one says that it is."""

import pytest
from academy.desk import a_category, registered

from paeonia.modules.academy import actions as academy
from paeonia.modules.academy.registration import actions, printing, queries
from paeonia.modules.academy.registration.choices import Sheet

pytestmark = pytest.mark.django_db
PLACE = "某某大学医学院附属肿瘤医院乳腺肿瘤内科"
LONG = "Maria-Magdalena Wilhelmine von und zu Hohenstein-Wittgenstein-Sternberg-Löwenfels"[:80]


@pytest.fixture
def made(course):
    return course(questions=0)


@pytest.mark.parametrize(("sheet", "sheets"), [(Sheet.CARD, 2), (Sheet.A6, 3)])
def test_sheets_with_the_longest_names(made, viewer, hospital, teacher, sheet, sheets):
    delegate = a_category(made, teacher)
    names = [LONG, "陈立夏", "阿卜杜热依木·买买提明·艾尔肯江", "𠮷田䶮", *["王小雨"] * 7]
    for name in names:
        registered(made, delegate, viewer("nurse", hospital), name, name_en=LONG, place=PLACE * 2)
    body = printing.pdf(made, queries.to_print(made, teacher), sheet)
    assert body.startswith(b"%PDF") and body.count(b"/Type /Page\n") == sheets
    assert b"NotoSansSC" in body, "the Chinese face is carried along"


def test_who_has_none_yet_who_is_of_a_category_and_who_has_no_place(made, viewer, hospital, teacher):
    one, two = a_category(made, teacher), a_category(made, teacher, "Speaker", places=1)
    first = registered(made, one, viewer("nurse", hospital), "甲")
    registered(made, two, viewer("nurse", hospital), "乙")
    registered(made, two, viewer("nurse", hospital), "丙")      # waits
    assert [held.name for held in queries.to_print(made, teacher)] == ["甲", "乙"]
    actions.print_badges([first.row], made, teacher)
    assert [held.name for held in queries.to_print(made, teacher)] == ["乙"]
    assert [held.name for held in queries.to_print(made, teacher, one.pk, again=True)] == ["甲"]
    assert queries.one(first.row.pk, made, teacher).badges == 1


def test_the_second_badge_says_so(made, viewer, hospital, teacher, monkeypatch):
    held = registered(made, a_category(made, teacher), viewer("nurse", hospital), "甲")
    said = []
    monkeypatch.setattr(printing.Canvas, "drawString", lambda self, x, y, text: said.append(text))
    printing.pdf(made, [held], Sheet.CARD)
    assert said == []
    actions.print_badges([held.row], made, teacher)
    printing.pdf(made, queries.to_print(made, teacher, again=True), Sheet.CARD)
    assert len(said) == 1 and "2" in said[0]


def test_places_taken_back_print_nothing(made, viewer, hospital, teacher):
    who = viewer("nurse", hospital)
    held = registered(made, a_category(made, teacher), who, "甲")
    academy.withdraw(held.row.enrolment, who)
    assert queries.to_print(made, teacher) == []

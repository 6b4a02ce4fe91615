"""Cases: read with every mistake named, refused where they may lead to a person, asked like a record, answered once."""

import pytest
from academy.laid_lessons import CASE, a_lesson
from django.utils.translation import override

from paeonia.modules.academy import actions as academy
from paeonia.modules.academy.lessons import actions, asked, cases, demo, queries, replay
from paeonia.modules.academy.lessons.models_learner import Done
from paeonia.modules.academy.lessons.trace import person_in
from paeonia.people.context import acting
from paeonia.record.problems import Refused
from paeonia.ui.charts.timeline import timeline


@pytest.mark.parametrize("text", [
    "患者王女士", "李某，女", "姓名：x", "住院号 12345", "patient name: X", "Mrs Smith came", "2024-05-02 起",
    "2024 年 5 月手术", "5月2日复查", "on 5 March 2024", "since March 2024", "13812345678", "a@b.cn", "微信号 abcdef1",
    "12 床", "110101199001011234"])
def test_traces_of_persons_are_found(text):
    assert person_in(text)


@pytest.mark.parametrize("text", [
    "一位 58 岁女性", "EMERALD 2022", "TSH 0.02 mIU/L，FT4 32 pmol/L", "某医院", "王某些年", "第 14 天复查",
    "she may march on",    "QTcF 418 ms", "24-120 h", "CDK4/6"])
def test_plain_clinical_words_pass(text):
    assert not person_in(text)


def test_a_source_may_name_a_year_but_no_person():
    assert cases.read(CASE.replace("A paper, 2022", "A guideline, May 2022")).steps[0].source == "A guideline, May 2022"
    with pytest.raises(Refused, match="may lead to a person"):
        cases.read(CASE.replace("A paper, 2022", "call 13812345678"))


@pytest.mark.parametrize(("was", "now", "said"), [
    ("known: {zh: ER 阳性, en: ER positive}", "known: {zh: ER 阳性}", "line 8: “known” is needed in both languages"),
    ("en: Because}", "en: Because, of this}", "“of this” is not known here"),
    ("day: 100", "day: 2024-05-02", "not “2024-05-02”; no dates"),
    ("day: 100", "day: -5", "before the one above"),
    ("right: 2", "right: 3", "`right` is the number of an option"),
    ("source: A paper, 2022", "note: x", "“note” is not known here"),
    ("source: A paper, 2022", "source:", "names its source"),
    ("[{zh: 甲, en: One}, {zh: 乙, en: Two}]\n", "[{zh: 甲, en: One}]\n", "2 to 6 options"),
    ("variable: er, value: positive", "variable: er, value: perhaps", "“perhaps” is not a value"),
    ("variable: er,", "variable: err,", "no variable is called “err”"),
    ("{gene: ESR1}}\n  after: {zh: 后来", "{gene: NONE}}\n  after: {zh: 后来", "NONE"),
    ("facts: [{variable: er", "facts: {variable: er", "is not valid YAML"),
    ("known: {zh: ER 阳性, en: ER positive}", "known: {zh: 李女士, en: she}", "“李女士”"),
    ("steps:", "steps: []\nmore:", "1 to 20 steps"),
])
def test_each_mistake_is_named_with_its_place(was, now, said):
    assert was in CASE
    with pytest.raises(Refused, match=said):
        cases.read(CASE.replace(was, now))


def test_bombs_and_strange_shapes_are_refused():
    names = zip("abcdefg", "bcdefgh", strict=True)
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in names)
    for text in (bomb, "[" * 500, "x", "", "- 1", "words: 1\nsteps: 2", "steps: [1]", "steps: [{day: {a: 1}}]",
                 "x" * 200_000,
                 "steps: [{facts: [{variable: [er]}], options: [1], reviewed: {a: 1}}]\nwords: [1]"):
        with pytest.raises(Refused):
            cases.read(text)


def test_a_case_is_asked_like_a_record():
    case = cases.read(CASE)
    first, second = case.steps
    assert asked.reasons(first, asked.line_of(case, first)).answer == "unknown", "nobody has looked yet"
    with override("en"):
        told = asked.reasons(second, asked.line_of(case, second))
        drawn = str(timeline(asked.picture(asked.line_of(case, second))))
    assert told.answer == "yes" and "month 3" in told.facts[0].words and told.facts[0].on == ""
    assert "month 3" in told.facts[0].words and " mo<" in drawn and "2001" not in drawn, "no calendar is told"
    assert asked.line_of(case, second).latest["birth_date"].value == "1943-01-01"


def test_the_template_is_no_case_yet_but_reads_as_one():
    with pytest.raises(Refused) as refused:
        cases.read(cases.TEMPLATE)
    assert {one.code for one in refused.value.problems} == {
        "lessons-case-both", "lessons-case-options", "lessons-case-source"}, "only what is left empty is missing"


def test_the_demo_cases_stand():
    for name in demo.CASES:
        case = cases.read((demo.FOLDER / name).read_text("utf-8"), name)
        answers = [told.answer for step in case.steps if (told := asked.reasons(step, asked.line_of(case, step)))]
        assert answers[0] == "unknown" and answers[-1] == "yes"


@pytest.fixture
def case(course, teacher, physician):
    made = course()
    return a_lesson(made, teacher, "case"), academy.enrol(made, physician, "陈立夏")


@pytest.mark.django_db
def test_answers_are_kept_once_in_their_order(case, physician):
    lesson, row = case
    for step, choice, said in ((2, 0, "in their order"), (1, None, "choose one"), (1, 7, "choose one"),
                               (0, 0, "in their order")):
        with pytest.raises(Refused, match=said):
            actions.answer(lesson, step, choice, row, physician)
    actions.answer(lesson, 1, 0, row, physician)
    with pytest.raises(Refused, match="first answer stands"):
        actions.answer(lesson, 1, 1, row, physician)
    with pytest.raises(Refused, match="done when its film"):
        actions.view(lesson, row, physician)
        actions.finish(lesson, row, physician)
    actions.answer(lesson, 2, 2, row, physician)
    with acting(physician):
        assert Done.objects.filter(lesson=lesson).count() == 1
        assert queries.answers(queries.edition(lesson), row) == {1: 0, 2: 2}


@pytest.mark.django_db
def test_who_has_begun_goes_on_with_her_edition(case, physician, teacher):
    lesson, row = case
    actions.answer(lesson, 1, 0, row, physician)
    other = CASE.replace("en: Afterwards", "en: Otherwise")
    actions.hand_in_case(lesson, other, teacher)
    assert actions.hand_in_case(lesson, other, teacher).number == 2, "the same is no other edition"
    with acting(physician):
        assert queries.edition(lesson, row).number == 1 and queries.edition(lesson).number == 2
    actions.answer(lesson, 2, 0, row, physician)


@pytest.mark.django_db
def test_a_reader_sees_nothing_of_what_comes_and_a_teacher_the_distribution(case, physician, teacher):
    lesson, row = case
    with acting(physician):
        held = cases.held(queries.edition(lesson).written)
    assert [(one.step.number, one.told) for one in replay.shown(held, {})] == [(1, False)]
    actions.answer(lesson, 1, 1, row, physician)
    with acting(teacher):
        counts = queries.distribution(queries.edition(lesson))
    shown = replay.shown(held, {}, all_steps=True, counts=counts)
    assert [bar.value for bar in shown[0].bars] == [0, 1] and shown[1].answered == 0

"""Feasibility against counting by hand with the person engine; saved searches; quiet hours and the digest."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from trials_pages.clinic import ago
from watch.conftest import answer_all
from watch.test_pages import enter, text  # noqa: F401  a fixture

from paeonia.chart import door
from paeonia.criteria.kleene import NO, YES
from paeonia.criteria.nodes import All
from paeonia.criteria.person import answer
from paeonia.criteria.read import sentence
from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.deciding import flat_parts
from paeonia.modules.trials.models import Trial
from paeonia.modules.trials.watch import actions, feasibility, fresh, notices
from paeonia.modules.trials.watch.models import News, Outbox
from paeonia.modules.trials.watch.relaxing import relaxed
from paeonia.people.context import acting
from paeonia.people.viewer import system_viewer
from paeonia.post.queries import letters

pytestmark = pytest.mark.django_db
PLAN = "/trials/watch/feasibility/"
DRAFT = """
- er_percent: {at least: 85}
- ecog: {at most: 1}
- alt: {at most: 2.5 x ULN, within: 28 days}
- age: {from: 18, to: 55}
"""


def test_costs_and_gains_are_those_of_counting_one_by_one(women, doctor):
    node = sentence(DRAFT, dictionary())
    found = feasibility.plan(node, doctor, 12, "either")
    lines = door.timelines(women, doctor, why="test")
    parts = flat_parts(All((node,)))
    assert found.seen == len(women)
    assert found.fits == sum(answer(node, line) == YES for line in lines.values())
    assert found.may == sum(answer(node, line) > NO for line in lines.values())
    for i, cost in enumerate(found.costs):
        rest = All(parts[:i] + parts[i + 1:])
        assert cost.refuses == sum(answer(parts[i], line) == NO for line in lines.values())
        without = sum(answer(rest, line) > NO for line in lines.values())
        assert (cost.alone, cost.dropped.may) == (without - found.may, without - found.may)
        for eased, (_kind, easier) in zip(cost.eased[1:], relaxed(parts[i]), strict=True):
            assert eased.may == sum(answer(All((rest, easier)), line) > NO for line in lines.values()) - found.may
            assert eased.may >= 0 and eased.certain >= 0
    assert any(cost.alone for cost in found.costs) and any(e.may for cost in found.costs for e in cost.eased[1:])
    assert found.funnel[-1].possible == found.may


def test_easing_never_loses_anybody(women, doctor):
    from paeonia.knowledge.trials import trials

    lines = door.timelines(women, doctor, why="test").values()
    for trial in list(trials().values()):
        for part in flat_parts(trial.eligibility):
            for _kind, easier in relaxed(part):
                for line in lines:
                    before, after = answer(part, line), answer(easier, line)
                    # An older result that now counts may refuse her where nothing was known before.
                    assert after >= before or (before, after) == (1, 0), (trial.id, part, easier)


def test_seen_means_what_is_chosen(women, doctor):
    node = sentence("sex: female", dictionary())
    assert feasibility.plan(node, doctor, 3, "visit").seen == len(women)
    assert feasibility.plan(node, doctor, 3, "fact").seen == len(women) - 1, "of one only sex is known, without a day"
    assert ago(0)


@pytest.mark.parametrize(("language", "said"), [("en", "line 3"), ("zh-hans", "第 3 行")])
def test_mistakes_of_a_pasted_sentence_are_named_with_their_line(women, doctor, enter, language, said):  # noqa: F811
    wrong = "- er: positive\n- ecog: {at most: 1}\n- nonsense: 4\n"
    page = text(enter(doctor, language).post(PLAN, {"sentence": wrong}), 422)
    assert said in page and "nonsense" in page
    page = text(enter(doctor, language).post(PLAN, {"sentence": "- er: [", "months": "6"}), 422)
    assert "field-error" in page
    for wild in ("\0", "[" * 3000, "a: &a [*a, *a]", "- er: positive\n" * 9000):
        assert enter(doctor).post(PLAN, {"sentence": wild}).status_code in (200, 422)
    page = text(enter(doctor, language).post(PLAN, {"sentence": DRAFT, "months": "6"}))
    assert "costs-table" in page


def test_a_saved_search_names_what_is_new_since_its_owner_looked(doctor, viewer, east, enter):  # noqa: F811
    Trial.objects.create(number="NCT1", registry="ctgov", title="Old", settings=["advanced"])
    site = enter(doctor)
    text(site.post("/trials/watch/searches/new/", {"name": ""}), 422)
    page = text(site.post("/trials/watch/searches/new/", {"name": "mine", "setting": "advanced"}, follow=True))
    assert "nothing new" in page
    Trial.objects.create(number="NCT2", registry="ctgov", title="Brand new", settings=["advanced"])
    Trial.objects.create(number="NCT3", registry="ctgov", title="Elsewhere", settings=["adjuvant"])
    page = text(site.get("/trials/watch/searches/"))
    assert "1 new trial" in page and "Brand new" in page and "Elsewhere" not in page
    with acting(doctor):
        (row,) = actions.SavedSearch.objects.all()
    other = enter(viewer("oncologist", east))
    assert "mine" not in text(other.get("/trials/watch/searches/"))
    assert other.post(f"/trials/watch/searches/{row.pk}/look/").status_code == 404
    assert other.post(f"/trials/watch/searches/{row.pk}/forget/").status_code == 404
    answered = enter(doctor).post(f"/trials/watch/searches/{row.pk}/look/")
    assert answered.headers["Location"] == "/trials/?setting=advanced"
    assert "nothing new" in text(enter(doctor).get("/trials/watch/searches/"))


def test_every_new_trial_of_a_search_is_named(doctor, enter):  # noqa: F811
    site = enter(doctor)
    text(site.post("/trials/watch/searches/new/", {"name": "mine", "setting": "advanced"}, follow=True))
    for n in range(8):
        Trial.objects.create(number=f"NCT{n}", registry="ctgov", title=f"Brand new {n}", settings=["advanced"])
    page = text(site.get("/trials/watch/searches/"))
    assert "8 new trials" in page and "and 3 more" in page and all(f"Brand new {n}" in page for n in range(8))
    assert "治疗阶段：晚期" in text(enter(doctor, "zh-hans").get("/trials/watch/searches/"))


def at(hour, minute=0, days=0):
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(hour, minute)))


@pytest.fixture
def house():
    return system_viewer("test")


def test_a_digest_once_a_day_never_in_quiet_hours_and_nothing_about_health(women, doctor, coordinator, east, house):
    notices.send_due(at(12))
    with acting(house):
        News.objects.update(announced_at=timezone.now())
        before = Outbox.objects.count()
    answer_all(women[0], doctor)
    fresh.reask(east.pk, women)
    assert notices.send_due(at(6, days=1)) == 0, "quiet until seven"
    assert notices.send_due(at(7, 10, days=1)) == 0, "the digest is at half past"
    assert notices.send_due(at(8, days=1)) == 1
    assert notices.send_due(at(9, days=1)) == 0
    with acting(house):
        assert Outbox.objects.count() == before + 1
        assert not Outbox.objects.filter(delivered_at=None).exists()
    (line, *_older), _many = letters(coordinator)
    assert line.link == "/trials/watch/" and "newly fitting" in line.text


def test_at_once_waits_for_the_end_of_quiet_hours(women, doctor, coordinator, east, house):
    actions.set_manner(coordinator, at_once=True, quiet_from=time(20), quiet_until=time(8))
    with acting(house):
        News.objects.update(announced_at=timezone.now())
    answer_all(women[0], doctor)
    fresh.reask(east.pk, women)
    assert notices.send_due(at(23)) == 0
    assert notices.send_due(at(7, 59, days=1)) == 0
    assert notices.send_due(at(8, 0, days=1)) == 1


@pytest.mark.parametrize(("start", "end", "now", "quiet"), [
    (time(21), time(7), time(23), True), (time(21), time(7), time(7), False), (time(21), time(7), time(6, 59), True),
    (time(12), time(13), time(12), True), (time(12), time(13), time(14), False), (time(5), time(5), time(5), False)])
def test_quiet_hours_may_span_midnight(start, end, now, quiet):
    assert notices.is_quiet(actions.Manner(quiet_from=start, quiet_until=end), now) is quiet

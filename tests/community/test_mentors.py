"""Mentors: approved by the team, matched with both sides' yes, told nothing but what was written for them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from paeonia.modules.community.mentors import actions, queries
from paeonia.modules.community.mentors.models import Match, Mentor
from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
OFFER = {"name": "阿莲", "about": ["chemo", "hair"], "tongues": ["zh"], "words": "五年了，电话 13812345678"}
WISH = {"topic": "chemo", "tongue": "zh", "said": "下周第一次化疗，有点怕。我电话 13812345678", "name": "小雨"}


@pytest.fixture
def people(viewer, two_hospitals):
    here, away = two_hospitals
    return {"asker": viewer("patient", here), "mentor": viewer("patient", here), "other": viewer("patient", here),
            "team": viewer("educator", here), "elsewhere": viewer("educator", away)}


def approved(people):
    one = actions.offer(OFFER, True, people["mentor"])
    today = timezone.localdate()
    actions.approve(one, today - timedelta(days=9), "倾听与边界，两小时", today + timedelta(days=300), people["team"])
    return queries.mentor(one.pk, people["team"])


def again(match, who):
    return queries.match(match.pk, who)


def test_nobody_sees_her_before_the_team_has_approved(people):
    with pytest.raises(Refused, match="of|any time"):
        actions.offer(OFFER, False, people["mentor"])
    one = actions.offer(OFFER, True, people["mentor"])
    assert queries.mentors(people["asker"]) == [] and "138" not in one.words
    with pytest.raises(PermissionDenied):
        actions.approve(one, timezone.localdate(), "x", timezone.localdate() + timedelta(days=2), people["elsewhere"])
    with pytest.raises(Refused, match="two years"):
        actions.approve(one, timezone.localdate(), "x", timezone.localdate(), people["team"])
    with pytest.raises(Refused, match="trained"):
        actions.approve(one, None, "x", timezone.localdate() + timedelta(days=2), people["team"])
    with acting(people["asker"]):
        assert Mentor.objects.count() == 0
    with pytest.raises(Refused, match="already"):
        actions.offer(OFFER, True, people["mentor"])


def test_both_say_yes_and_only_then_learn_how_to_reach_one_another(people):
    one, wish = approved(people), actions.ask(WISH, people["asker"])
    assert [each.name for each in queries.mentors(people["asker"], "hair")] == ["阿莲"]
    assert queries.mentors(people["asker"], "arm") == []
    with acting(people["mentor"]):
        assert Match.objects.count() == 0
    actions.propose(again(wish, people["team"]), one, people["team"])
    seen = again(wish, people["mentor"])
    assert "138" not in seen.shown and "有点怕" in seen.shown
    with pytest.raises(Refused, match="how she may reach"):
        actions.answer(seen, True, " ", people["mentor"])
    actions.answer(seen, True, "微信 lotus_mentor", people["mentor"])
    assert again(wish, people["asker"]).state == "proposed"
    with pytest.raises(PermissionDenied):
        actions.answer(seen, True, "x", people["other"])
    actions.answer(again(wish, people["asker"]), True, "周三活动室", people["asker"])
    assert again(wish, people["asker"]).mentor_reach == "微信 lotus_mentor"
    actions.end(again(wish, people["mentor"]), "", people["mentor"])
    with acting(people["team"]):
        row = Match.objects.get(pk=wish.pk)
    assert (row.state, row.asker_reach, row.mentor_reach, row.ended_by_id) == ("ended", "", "", people["mentor"].user_id)
    with pytest.raises(queries.NotHere):
        again(wish, people["mentor"])


def test_either_may_say_no_and_the_team_looks_again(people):
    one, wish = approved(people), actions.ask(WISH, people["asker"])
    held = again(wish, people["team"])
    actions.propose(held, one, people["team"])
    with pytest.raises(Refused, match="at this point"):
        actions.propose(held, one, people["team"])
    actions.answer(again(wish, people["mentor"]), False, "", people["mentor"])
    assert queries.waiting(people["team"]) == 1 and again(wish, people["asker"]).state == "declined"
    with pytest.raises(queries.NotHere):
        again(wish, people["mentor"])
    actions.propose(again(wish, people["team"]), one, people["team"])
    actions.stop(one, people["mentor"])
    assert again(wish, people["asker"]).state == "declined" and queries.mentors(people["asker"]) == []


def test_she_is_no_mentor_of_herself_nor_after_her_day(people):
    one, wish = approved(people), actions.ask(WISH, people["mentor"])
    with pytest.raises(Refused, match="not the asker"):
        actions.propose(again(wish, people["team"]), one, people["team"])
    other = actions.ask(WISH, people["asker"])
    with acting(people["team"]):
        Mentor.objects.filter(pk=one.pk).update(until=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused, match="approved today"):
        actions.propose(again(other, people["team"]), queries.mentor(one.pk, people["team"]), people["team"])
    assert queries.mentors(people["other"]) == []
    with pytest.raises(Refused, match="already"):
        actions.ask(WISH, people["asker"])


def test_words_of_danger_go_the_same_road_as_in_questions(people):
    client = Client()
    client.force_login(User.objects.get(pk=people["asker"].user_id))
    sent = client.post("/community/mentors/ask/", {**WISH, "said": "化疗后发烧 38.6 度，很怕"})
    page = client.get(sent.url).content.decode()
    assert "请立即联系您的医疗团队" in page
    team = Client()
    team.force_login(User.objects.get(pk=people["team"].user_id))
    assert "请立即联系您的医疗团队" in team.get("/community/mentors/desk/").content.decode()
    assert client.get("/community/mentors/desk/").status_code == 403
    assert team.get("/community/mentors/matches/99/").status_code == 404

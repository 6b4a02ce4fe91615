"""Invented activities for the demo programme: a CME project with a test, the summit, the MDT series, a patients' salon."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from paeonia.people.models import Hospital, User
from paeonia.people.viewer import Viewer, viewer_again

from . import actions
from .models import Activity, Item, QuizQuestion, Session

FILE = Path(__file__).parent / "demo_files" / "academy.yaml"


@transaction.atomic
def load(say: Callable[[str], None]) -> None:
    """Plan what is not there yet; an activity that is there stays as people left it."""
    people = {user.username: user for user in User.objects.filter(is_active=True)}
    main = Hospital.objects.filter(code="main").first()
    if main is None or "tang" not in people:
        return
    tang = viewer_again(people["tang"].pk, "educator")
    told = yaml.safe_load(FILE.read_text("utf-8"))
    for one in told:
        if not Activity.objects.filter(title_en=one["fields"]["title_en"]).exists():
            _plan(one, main, tang, people)
    say(f"{len(told)} activities of the academy.")


def _plan(one: Mapping[str, Any], main: Hospital, tang: Viewer, people: Mapping[str, User]) -> None:
    made = actions.plan({**one["fields"], "host": main}, tang)
    for held in one["sessions"]:
        starts = _when(held["in_days"], held["at"])
        session = Session(activity=made, starts=starts, ends=starts + timedelta(hours=held["hours"]), room=held["room"],
                          title_zh=held["title_zh"], title_en=held["title_en"])
        actions.keep(session, made, tang)
        for talk in held["talks"]:
            actions.keep(Item(session=session, **{**talk, "starts": time.fromisoformat(talk["starts"])}), made, tang)
    for question in one.get("questions", []):
        actions.keep(QuizQuestion(activity=made, **question), made, tang)
    past = made.sessions.filter(ends__lt=timezone.now())
    for learner in one["enrol"]:
        if learner["who"] in people:
            viewer = viewer_again(people[learner["who"]].pk, learner["role"])
            row = actions.enrol(made, viewer, viewer.name)
            for session in past:
                actions.attend_by_hand(session, row.pk, "演示 demo", tang)


def _when(days: int, clock: str) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))

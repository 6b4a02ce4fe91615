"""A few invented questions, read and answered, one that waits, and two groups."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import yaml
from django.db import transaction
from django.utils import timezone

from paeonia.people.models import Hospital, User
from paeonia.people.viewer import viewer_again

from . import actions, queries
from .models import Group

FILE = Path(__file__).parent / "demo_files" / "community.yaml"


@transaction.atomic
def load(say: Callable[[str], None]) -> None:
    """Add them where nobody has asked anything yet."""
    people = {user.username: user for user in User.objects.filter(username__in=("bai", "tang", "zhao", "lin"))}
    main = Hospital.objects.filter(code="main").first()
    if len(people) < 4 or main is None or Group.objects.exists():
        return
    told = yaml.safe_load(FILE.read_text("utf-8"))
    bai, tang = viewer_again(people["bai"].pk, "patient"), viewer_again(people["tang"].pk, "educator")
    for one in told["questions"]:
        asked = actions.ask(one["text"], one["topic"], one["name"], bai, one.get("agrees", False))
        if "answer" not in one:
            continue
        actions.read(queries.text_of(asked.pk, None, tang), "shown", "", "", tang)
        team = viewer_again(people[one["by"]].pk, one["role"])
        actions.reply(queries.question(asked.pk, team)[0], one["answer"], "", team)
    for one in told["groups"]:
        days = one.pop("days")
        actions.keep(Group(host=main, ends=timezone.localdate() + timedelta(days=days), **one), tang)
    say(f"{len(told['questions'])} questions and {len(told['groups'])} groups of the community.")

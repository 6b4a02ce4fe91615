"""Two invented threads among colleagues of three hospitals, with replies and what was done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml
from django.db import transaction

from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.people.viewer import viewer_again

from . import actions, queries
from .models import Thread

FILE = Path(__file__).parents[1] / "demo_files" / "forum.yaml"


@transaction.atomic
def load(say: Callable[[str], None]) -> None:
    """Add them where no colleague has written anything yet; they go through the gate like any other."""
    people = {user.username: user for user in User.objects.filter(username__in=("chen", "lin", "zhao", "wei"))}
    if len(people) < 4:
        return
    told = yaml.safe_load(FILE.read_text("utf-8"))
    writers = {name: viewer_again(people[name].pk, role) for name, role in (
        ("chen", "partner_physician"), ("lin", "oncologist"), ("zhao", "nurse"), ("wei", "partner_physician"))}
    with acting(writers["lin"]):
        if Thread.objects.exists():
            return
    for one in told:
        texts = {name: one.get(name, "") for name in ("title", "problem", "question", "discussed")}
        made = actions.write(None, one["topic"], texts, one.get("case", {}), {}, True, writers[one["by"]])
        for said in one["replies"]:
            seen = queries.thread(made.pk, writers[said["by"]]).thread
            row = actions.answer(seen, said["text"], {}, True, writers[said["by"]])
            if said.get("did"):
                actions.say_done(made, row, writers[one["by"]])
    say(f"{len(told)} threads of the colleagues’ forum.")

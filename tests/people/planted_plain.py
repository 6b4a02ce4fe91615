"""A text signed off for patients, a wish of every planted one, and what the crawler asks of their pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from paeonia.modules.trials.plain import actions
from paeonia.modules.trials.plain.choices import SECTIONS
from paeonia.people.models import User
from paeonia.people.viewer import Viewer

SAID = {"title": "Plain", "short": dict.fromkeys(SECTIONS, "Plain words."), "more": {}}


def plant_plain(world: Any) -> None:
    """A text of the crawled trial, written and signed off by people of no hospital; everybody would like to hear."""
    from people.planted import TRIAL

    writer, reviewer = (User.objects.create_user(f"plain-{name}", password="long enough for a test") for name in "wr")
    wrote = Viewer(writer.pk, "writer", "educator", ())
    actions.adopt(TRIAL, {"zh": SAID, "en": SAID}, "draft", wrote)
    actions.review(TRIAL, 1, "signed", Viewer(reviewer.pk, "reviewer", "oncologist", ()))
    for name, patient in world.patients.items():
        actions.say_wish(patient, True, "said in person", world.doctors["east" if name in ("own", "self") else "west"])


def plain_forms(pattern: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Forms that are accepted where the reader may write."""
    from people.planted import TODAY

    if not pattern.startswith("trials/plain/"):
        return
    text = {"title": "Other words", "base": "1", **{f"short-{name}": "Plain words." for name in SECTIONS}}
    if pattern.endswith("wish/<int:patient_id>/"):
        yield "would", {"would": "no", "how": "said in person"}
        yield "odd", {"would": "\x00", "how": "'"}
    if "<str:tongue>" in pattern:
        yield "words", text
        yield "odd", {"title": "\x00\U0010ffff", "base": "9" * 30}
    if pattern.endswith("/review/"):
        yield "returned", {"number": "1", "outcome": "returned", "remark": "x"}
        yield "signed", {"number": "1", "outcome": "signed", "due": (TODAY + timedelta(90)).isoformat()}
        yield "odd", {"number": "9" * 30, "outcome": "\x00", "due": "0000-00-00"}

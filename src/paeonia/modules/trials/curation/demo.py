"""The workbench of the demo programme: a draft half gone through, one that waits, and a version two people stand for."""

from __future__ import annotations

from collections.abc import Callable

from paeonia.people.models import User
from paeonia.people.viewer import Viewer, viewer_again

from . import actions, starting
from .approving import actions as approving
from .choices import Origin
from .models import Dossier, Draft, Line

OPEN, WAITING, IN_FORCE = "destiny-breast05", "destiny-breast09", "destiny-breast06"
NOTE = "与方案逐条核对（演示）  Read against the protocol line by line (demo)"


def load(say: Callable[[str], None]) -> None:
    """Begin what nobody has begun yet; a trial people work on stays as they left it."""
    ids = dict(User.objects.filter(username__in=("lin", "he")).values_list("username", "pk"))
    if len(ids) < 2:
        return
    lin, he = viewer_again(ids["lin"], "oncologist"), viewer_again(ids["he"], "trial_coordinator")
    begun = 0
    for slug, share in ((OPEN, 0.5), (WAITING, 1), (IN_FORCE, 1)):
        if Dossier.objects.filter(slug=slug).exists():
            continue
        draft = starting.start(slug, Origin.FILE, he)
        _go_through(draft, he, share)
        if slug != OPEN:
            sent = approving.submit(draft.pk, he, NOTE)
            if slug == IN_FORCE:
                approving.approve(draft.pk, sent.edition, lin, NOTE)
        begun += 1
    say(f"{begun} trials on the workbench of criteria.")


def _go_through(draft: Draft, viewer: Viewer, share: float) -> None:
    lines = list(Line.objects.filter(draft=draft, settled_by=None).order_by("position"))
    for line in lines[: round(len(lines) * share)]:
        actions.settle(draft.pk, line.pk, line.edition, viewer)

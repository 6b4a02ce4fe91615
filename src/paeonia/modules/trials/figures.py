"""Numbers about trials that anybody may know, for the public pages."""

from django.utils import timezone

from paeonia.modules.trials.searching import catalogue
from paeonia.modules.trials.slots import queries as slots
from paeonia.modules.trials.slots.states import OPEN
from paeonia.people.viewer import system_viewer


def open_here() -> int:
    """Trials with a place in any of the programme's hospitals today."""
    asked = system_viewer("number of trials with a place, for the website")
    return sum(state == OPEN for state in slots.of_trials(asked, timezone.localdate()).values())


def known() -> int:
    """Trials in the registry here."""
    now = catalogue()
    return now.live.bit_count() + now.fresh.everyone.bit_count()

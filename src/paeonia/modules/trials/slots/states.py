"""From what was said about places to the one word a reader needs: open, full, not recruiting, or nothing known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

OPEN, FULL, STOPPED, UNSAID = "open", "full", "stopped", ""
ORDER = (UNSAID, STOPPED, FULL, OPEN)       # of several the last one counts: a place anywhere is a place
NO_PLACE = (FULL, STOPPED)


def state(recruiting: bool, places: int | None) -> str:
    """The state of one line; places not known are no zero."""
    if not recruiting:
        return STOPPED
    return FULL if places == 0 else OPEN


def best(states: Iterable[str]) -> str:
    """A place anywhere is a place; without one, a line that nothing is known of leaves it open."""
    found = list(states)
    if OPEN in found:
        return OPEN
    return UNSAID if UNSAID in found or not found else max(found, key=ORDER.index)


def of_patient(said: Mapping[str, str], fitting: Iterable[str] = ()) -> str:
    """For one patient at one hospital: `said` by cohort (empty for the whole trial), `fitting` her cohorts.

    A trial that does not recruit or is full has no place in any cohort; a cohort nobody spoke of is as the trial is.
    """
    whole = said.get("", UNSAID)
    codes = list(fitting)
    if whole in NO_PLACE or not codes:
        return whole
    return best(said.get(code) or whole for code in codes)

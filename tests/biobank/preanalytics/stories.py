"""Short stories of samples: events by minutes after a morning in March."""

from datetime import UTC, datetime, timedelta

from paeonia.modules.biobank.preanalytics.events import Event, Sample

START = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
NOW = START + timedelta(days=60)
HOUR = 60
DAY = 24 * 60


def at(minutes):
    return START + timedelta(minutes=minutes)


def event(kind, when, until=None, id="", **fields):
    return Event(kind, at(when), None if until is None else at(until), fields, id)


def blood(*events, container="edta_k2", kind="whole_blood", drawn=0):
    return Sample("B1", kind, (event("collected", drawn), *events), container)


def made(label, kind, parent, minutes, *events, how="derived", container="", **fields):
    """A child made of a parent at a moment."""
    return Sample(label, kind, (event(how, minutes, parent=parent.label, **fields), *events), container, (parent,))


def excision(*events, kind="excision", taken=0, **fields):
    return Sample("T1", kind, (event("collected", taken, **fields), *events))


def minutes(value):
    return timedelta(minutes=value)

"""Answers kept fresh while a hospital has a hundred thousand patients: one of them asked again, and everybody in a round."""

from __future__ import annotations

from statistics import median

from bench import home
from bench.clock import timed
from bench.record import _record, _unsaid
from bench.results import Results

TIMES = 20      # new facts, each of another patient
WARM = 2


def watch(results: Results) -> None:
    """The round that learns, one that finds nothing new, and single patients after a new fact."""
    from paeonia.guidance.questions import questions
    from paeonia.modules.trials.asking import FAMILY
    from paeonia.modules.trials.watch import fresh
    from paeonia.people.models import Hospital

    hospital, who = Hospital.objects.get(code=home.HOSPITAL).pk, home.viewer()
    trials, patients = len(questions(FAMILY)), home.there()
    for how in ("the first or the first of a day", "again, nothing changed"):
        _, took = timed(lambda: fresh.whole_round(hospital))
        results.add(f"round of {patients:,} patients over {trials:,} trials, {how}", took.wall, "s")
    spent, first = [], _unsaid()
    for number, patient in enumerate(home.some(TIMES + WARM)):
        _record(patient, first + number, who)
        _, took = timed(lambda patient=patient: fresh.reask(hospital, [patient]))   # type: ignore[misc]
        if number >= WARM:
            spent.append(took.wall)
    results.add(f"one patient among {patients:,} asked again over {trials:,} trials, kept and told, median",
                1000 * median(spent), "ms", "<= 100 ms")

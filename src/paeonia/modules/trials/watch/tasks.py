"""Background work of the watch: after each new fact, once a day for everybody, and the notices."""

from __future__ import annotations

from procrastinate.contrib.django import app

from paeonia.modules.trials.watch import fresh, notices, placing


def written(hospital_id: int, patient_ids: tuple[int, ...]) -> None:
    """The chart's announcement: asks for the work inside the transaction that wrote, so the two stand or fall together."""
    # A ward's single fact goes before the thousands of a register.
    priority = 0 if len(patient_ids) == 1 else -10
    reask.configure(priority=priority).defer(hospital_id=hospital_id, patient_ids=list(patient_ids))


@app.task(queue="watch", name="watch.reask", retry=3)
def reask(hospital_id: int, patient_ids: list[int]) -> int:
    """Ask exactly the patients about whom something was written."""
    return fresh.reask(hospital_id, patient_ids)


def places_said(hospital_id: int) -> None:
    """A coordinator's word about places, inside the transaction that wrote it."""
    places.configure().defer(hospital_id=hospital_id)


@app.task(queue="watch", name="watch.places", retry=3)
def places(hospital_id: int) -> int:
    """Ask again exactly those whose trial has other places than before, and tell of places that opened."""
    return placing.look(hospital_id)


@app.periodic(cron="*/10 * * * *")
@app.task(queue="watch", name="watch.look_round", queueing_lock="watch.look_round")
def look_round(timestamp: int) -> int:
    """Once a day, and whenever the rules or the registry changed, ask everybody; then send what is due.

    Asked every ten minutes whether it is time: a machine that slept at midnight catches up.
    """
    turned = sum(fresh.whole_round(hospital_id) for hospital_id in fresh.due())
    notices.send_due()
    return turned

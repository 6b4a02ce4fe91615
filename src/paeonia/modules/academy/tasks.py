"""Background work of the academy: the evening before is too late, so people are reminded from nine on the day before."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from . import letters, queries

NINE = 9


@app.periodic(cron="*/30 * * * *")
@app.task(queue="academy", name="academy.remind", queueing_lock="academy.remind")
def remind(timestamp: int) -> int:
    """Remind whoever has a place in a session of tomorrow; told once however often it is asked. Returns how many."""
    return remind_at(timezone.localtime())


def remind_at(now: datetime) -> int:
    """What is due at a moment of the day."""
    if now.hour < NINE:
        return 0
    day, told = (now + timedelta(days=1)).date(), 0
    for session, people in queries.sessions_on(day):
        starts = timezone.localtime(session.starts)
        told += len(letters.tell(people, "tomorrow", session.activity, f"{session.pk} {starts:%Y-%m-%d %H:%M}",
                                 until=session.starts, when=f"{starts:%Y-%m-%d %H:%M}", session=session.words,
                                 room=session.room))
    return told

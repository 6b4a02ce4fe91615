"""Background work: done by the application's own role, and picked up again after a kill."""

import pytest
from background import do_all_work
from django.db import connection
from procrastinate.contrib.django import app

from paeonia.people.context import acting, current
from paeonia.people.viewer import viewer_again

pytestmark = pytest.mark.django_db(transaction=True)
seen: list[tuple] = []


@app.task(name="tests.look")
def look(user_id: int, role: str) -> None:
    with acting(viewer_again(user_id, role)), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        seen.append((cursor.fetchone()[0], current()[1]))
    connection.close()


def test_work_is_done_as_the_person_who_asked(person, two_hospitals):
    seen.clear()
    user = person("oncologist", two_hospitals[1])
    look.defer(user_id=user.pk, role="oncologist")
    do_all_work()
    assert seen == [("paeonia_app", str(two_hospitals[1].pk))]


def test_work_of_a_killed_worker_is_picked_up(person, two_hospitals):
    seen.clear()
    user = person("nurse", two_hospitals[0])
    look.defer(user_id=user.pk, role="nurse")
    with connection.cursor() as cursor:  # as a worker leaves it that was killed in the middle
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL WHERE task_name = 'tests.look'")
        # What waits already is not queued a second time; the work beside it is picked up all the same.
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args, queueing_lock, worker_id) SELECT"
            " 'default', 'tests.nothing', s::procrastinate_job_status, '{}', 'tests.once', NULL"
            " FROM unnest(ARRAY['doing', 'todo']) s")
    assert seen == []
    app.configure_task("site.pick_up_abandoned_work").defer(timestamp=0)
    do_all_work()
    do_all_work()
    assert seen == [("paeonia_app", str(two_hospitals[0].pk))]

"""Background work of the house itself.

Floors and modules declare theirs in their own tasks.py with `from procrastinate.contrib.django import app`, and
begin with `acting(viewer_again(user_id, role))`: a task carries who asked, and has the rights of now.
"""

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status


@app.periodic(cron="* * * * *")
@app.task(name="site.pick_up_abandoned_work", queueing_lock="site.pick_up_abandoned_work", pass_context=True)
async def pick_up_abandoned_work(context: JobContext, timestamp: int) -> int:
    """Put work back into the queue whose worker was killed; returns how many pieces."""
    jobs = context.app.job_manager
    abandoned = list(await jobs.get_stalled_jobs())
    for job in abandoned:
        try:
            await jobs.retry_job(job)
        except UniqueViolation:     # the same work waits already: one job less, and the others are not left lying
            await jobs.finish_job(job, Status.FAILED, delete_job=False)
    return len(abandoned)

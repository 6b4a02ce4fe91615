"""Doing the background work that has been asked for, here and now."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from procrastinate.contrib.django import app


def do_all_work() -> None:
    """Work off the queue and return; in a thread of its own, since a journey keeps a loop running in this one."""
    async def work() -> None:
        with app.replace_connector(app.connector.get_worker_connector()):
            async with app.open_async():
                await app.run_worker_async(wait=False, install_signal_handlers=False)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work()).result()

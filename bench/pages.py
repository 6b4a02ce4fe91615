"""Pages with everybody on record, asked for by sixteen people at once over the loopback address."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median

import httpx

from bench import home
from bench.clock import percentile
from bench.results import Results

USERS = 16
ASKED = 96              # requests a page
MOST_SECONDS = 30.0     # a page
READING = 2.0           # seconds that a person looks at a page before asking for the next
PATIENCE = 120.0        # seconds for the first requests, which load everybody
WARM = 3                # pages asked for and not counted


def pages(results: Results) -> None:
    """The 95th percentile of each page of a morning."""
    from paeonia.knowledge.trials import trials

    slugs = sorted(trials())
    chance = random.Random(5)
    patients = home.some(500)
    routes: dict[str, Callable[[], str]] = {
        "Today": lambda: "/trials/today/",
        "trials list": lambda: "/trials/",
        "trial page": lambda: f"/trials/{chance.choice(slugs)}/",
        "patients list": lambda: "/patients/",
        "patient page": lambda: f"/patients/{chance.choice(patients)}/",
        "why": lambda: f"/trials/why/{chance.choice(patients)}/{chance.choice(slugs)}/",
    }
    cookie = _signed_in()
    with _site() as base:
        for name, route in routes.items():
            _warm(base, cookie, route)
            for pause, how in ((READING, f"each reading {READING:g} s"), (0.0, "without a pause")):
                spent, failed = _asked(base, cookie, route, pause)
                if failed or not spent:
                    results.say(f"  {name}: {failed} of {failed + len(spent)} requests failed; look at the page first")
                if spent:
                    results.add(f"{name}, 95th percentile, {USERS} people {how}, {home.there():,} patients",
                                1000 * percentile(spent, 0.95), "ms", "<= 300 ms" if pause else "")
                    results.add(f"{name}, median, {USERS} people {how}", 1000 * median(spent), "ms")


def _signed_in() -> dict[str, str]:
    """The session of the oncologist; signing in is not what is measured."""
    from django.test import Client

    from paeonia.people.models import User

    client = Client()
    client.force_login(User.objects.get(username=home.PERSON))
    return {"sessionid": client.cookies["sessionid"].value, "django_language": "en"}


@contextmanager
def _site() -> Iterator[str]:
    command = [sys.executable, "-m", "bench.site"]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout is not None
        port = child.stdout.readline().strip()
        if not port:
            raise RuntimeError("The site of the benchmark did not start; its messages stand above.")
        yield f"http://127.0.0.1:{port}"
    finally:
        assert child.stdin is not None
        child.stdin.close()
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            child.kill()


def _warm(base: str, cookie: dict[str, str], route: Callable[[], str]) -> None:
    """Ask until nothing is being prepared any more: the first page of a day that needs everybody reads everybody."""
    until = time.monotonic() + PATIENCE
    with httpx.Client(base_url=base, cookies=cookie, timeout=PATIENCE, trust_env=False) as client:
        ready = 0
        while ready < WARM and time.monotonic() < until:
            ready += "<progress" not in client.get(route()).text


def _asked(base: str, cookie: dict[str, str], route: Callable[[], str], pause: float, users: int = USERS,
           asked: int = ASKED) -> tuple[list[float], int]:
    """Seconds of each answered request, and how many failed; everybody comes at a moment of his own."""
    spent: list[float] = []
    failed: list[str] = []
    left = iter(range(asked))
    lock, until = threading.Lock(), time.monotonic() + MOST_SECONDS

    def person(late: float) -> None:
        time.sleep(late)
        with httpx.Client(base_url=base, cookies=cookie, timeout=PATIENCE, trust_env=False) as client:
            while time.monotonic() < until:
                with lock:
                    if next(left, None) is None:
                        return
                    path = route()
                began = time.perf_counter()
                answer = client.get(path)
                took = time.perf_counter() - began
                with lock:
                    (spent.append(took) if answer.status_code == httpx.codes.OK else failed.append(path))
                time.sleep(pause)

    people = [threading.Thread(target=person, args=(pause * number / users,)) for number in range(users)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return spent, len(failed)

"""What all tests share: the throw-away database, in which tests run as the application's own bound role."""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest
from browsers import chromium
from django.db import connections
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]

# Speed is measured by the benchmark; a busy machine must not fail a test.
settings.register_profile("paeonia", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("paeonia")


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """Give each worker a database in which tests run as the application: row-level security is truly in force."""
    import throwaway

    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    with django_db_blocker.unblock(), throwaway.database(worker):
        yield


@pytest.fixture(autouse=True)
def forget_numbers(monkeypatch):
    """Tests empty tables behind the application's back: numbers, charts and trials it remembers may be gone.

    On a busy machine an index of trials takes long to make, and would rest for long: in tests it never does.
    """
    from paeonia.chart import door_terms, kept
    from paeonia.modules.trials import searching

    door_terms._known.clear()
    kept.forget()
    monkeypatch.setattr(searching, "QUICK", float("inf"))


@pytest.fixture
def owner_link(db):
    """A connection of the tables' owner, for tests of what even the owner may not see."""
    import psycopg

    params = connections["owner"].get_connection_params()
    params = {key: params[key] for key in ("dbname", "user", "host", "port", "password") if params.get(key)}
    with psycopg.connect(**params) as link:
        yield link
        link.rollback()


@pytest.fixture
def real_database(django_db_setup, django_db_blocker):
    """A database of its own in which everything is truly committed, for what is killed."""
    import throwaway

    with django_db_blocker.unblock():
        connections["default"].close()  # an open connection would stay with the database of the other tests
        with throwaway.database("killed"):
            yield


@pytest.fixture
def two_hospitals(db):
    """Two hospitals, enough for every question of who sees what."""
    from paeonia.people.models import Hospital

    east = Hospital.objects.create(code="east", name_zh="东院", name_en="East Hospital")
    west = Hospital.objects.create(code="west", name_zh="西院", name_en="West Hospital")
    return east, west


@pytest.fixture
def person(db):
    """A maker of people: person("oncologist", hospital, ...) signs nobody in, it only makes the account."""
    from paeonia.people.models import Membership, User

    def make(role, *hospitals, name=None, language="zh-hans"):
        user = User.objects.create_user(
            name or f"{role}-{User.objects.count()}", password="long enough for a test", language=language
        )
        for hospital in hospitals:
            Membership.objects.create(user=user, hospital=hospital, role=role)
        return user

    return make


@pytest.fixture
def viewer(person):
    """A maker of viewers: viewer("oncologist", hospital, ...)."""
    from paeonia.people.viewer import Viewer

    def make(role, *hospitals, **changes):
        user = person(role, *hospitals)
        return Viewer(
            user.pk, user.username, role, tuple(h.pk for h in hospitals), **{"language": "en", **changes}
        )

    return make


@pytest.fixture
def acting_as(viewer):
    """Open a transaction as a new viewer: `with acting_as("oncologist", hospital) as viewer:`."""
    from paeonia.people.context import acting

    @contextmanager
    def act(role, *hospitals):
        who = viewer(role, *hospitals)
        with acting(who):
            yield who

    return act


def pytest_collection_modifyitems(config, items):
    """Leave the journeys out where there is no browser to make them in."""
    if chromium():
        return
    journeys = [item for item in items if item.get_closest_marker("journey")]
    items[:] = [item for item in items if item not in set(journeys)]
    if journeys:
        config.hook.pytest_deselected(items=journeys)


def pytest_terminal_summary(terminalreporter):
    """Say in one line which journeys did not run."""
    if chromium() is None:
        files = (path for path in (ROOT / "tests").rglob("test_*.py") if "mark.journey" in path.read_text())
        names = ", ".join(sorted(path.stem.removeprefix("test_") for path in files))
        terminalreporter.write_line(f"No Chromium found, so these browser journeys did not run: {names}.")


PATIENCE = 90_000  # milliseconds; a shared machine can be slow, and nothing here measures speed


@pytest.fixture(scope="session")
def browser():
    """The Chromium of this machine, driven by Playwright; skips where there is none."""
    from playwright.sync_api import expect, sync_playwright

    found = chromium()
    if found is None:
        pytest.skip("no Chromium found")
    expect.set_options(timeout=PATIENCE)
    # Playwright keeps a loop in this thread; Django then takes every query for one inside async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as play:
        made = play.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield made
        made.close()


@pytest.fixture
def visit(browser, live_server, request):
    """Open the site as somebody: `page = visit("zh-hans", user)`; `page.shot("name")` keeps a picture.

    A script error or a refused style, script or picture fails the journey at its end.
    """
    opened, faults = [], []

    def go(language="zh-hans", user=None, width=1280, path="/"):
        context = browser.new_context(viewport={"width": width, "height": 900}, base_url=live_server.url)
        cookies = [{"name": "django_language", "value": language, "url": live_server.url}]
        if user is not None:
            from django.test import Client

            client = Client()
            client.force_login(user)
            cookies.append(
                {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
            )
        context.set_default_timeout(PATIENCE)
        context.add_cookies(cookies)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console",
            lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None,
        )
        # Hiding the caret would leave style attributes behind, which the next swap would copy and the page refuse.
        page.shot = lambda name: page.screenshot(
            path=SCREENSHOTS / f"{name}-{language}-{width}.png", full_page=True, caret="initial"
        )
        page.goto(path)
        opened.append(context)
        return page

    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    yield go
    for context in opened:
        context.close()
    assert not faults, faults


SCREENSHOTS = ROOT / "build" / "screenshots"

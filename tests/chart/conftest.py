"""A small dictionary of the tests' own, so that clinicians may edit theirs."""

import sys
from pathlib import Path

import pytest

from paeonia.people.viewer import Viewer

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # the tests share `sayings`; they are no package


@pytest.fixture(autouse=True)
def small_dictionary(monkeypatch):
    """Ask the tests' own dictionary."""
    monkeypatch.setenv("PAEONIA_KNOWLEDGE", str(HERE / "knowledge"))


@pytest.fixture
def doctor(viewer, two_hospitals):
    """An oncologist of the east hospital."""
    return viewer("oncologist", two_hospitals[0])


@pytest.fixture
def stranger(viewer, two_hospitals):
    """An oncologist of the west hospital."""
    return viewer("oncologist", two_hospitals[1])


@pytest.fixture
def sign_in(client, person, two_hospitals):
    """Sign somebody of the east hospital in; returns the viewer she is."""

    def enter(role="oncologist", hospital=0, language="en"):
        user = person(role, two_hospitals[hospital], language=language)
        client.force_login(user)
        return Viewer(user.pk, user.username, role, (two_hospitals[hospital].pk,), language=language)

    return enter

"""Only pictures in their sizes and sound are handed out of the website's folder."""

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    for name in ("images/a.png", "images/a.svg", "original_images/a.png", "documents/a.pdf", "radio/a.mp3"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"ID3 something")
    (tmp_path.parent / "secret.png").write_bytes(b"secret")
    return tmp_path


@pytest.mark.parametrize(("name", "status"), [
    ("images/a.png", 200), ("radio/a.mp3", 200), ("images/a.svg", 404), ("original_images/a.png", 404),
    ("documents/a.pdf", 404), ("../secret.png", 404), ("images/../../secret.png", 404), ("images", 404),
    ("images/none.png", 404)])
def test_what_is_handed_out(folder, name, status):
    assert Client().get(f"/media/{name}").status_code == status

"""Albums: a photograph is shown while all in it have agreed, and is gone from everywhere at once when one withdraws."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from paeonia.chart import uploads
from paeonia.modules.community.album import actions, queries
from paeonia.modules.community.album.models import Album, Done, Person, Photo
from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(viewer, two_hospitals):
    here, away = two_hospitals
    return {"team": viewer("educator", here), "elsewhere": viewer("educator", away), "lan": viewer("patient", here),
            "other": viewer("patient", here), "hospital": here}


def jpeg():
    made, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(0x8825)[2] = (31.0, 13.0, 49.0)
    exif[0x010E] = "GPS 31.2304"
    Image.new("RGB", (64, 48), "pink").save(made, "JPEG", exif=exif)
    return SimpleUploadedFile("walk.jpg", made.getvalue(), "image/jpeg")


@pytest.fixture
def photo(people):
    album = actions.begin(Album(hospital=people["hospital"], title_zh="晨走", title_en="Walk", day=timezone.localdate()),
                          people["team"])
    return actions.add(album, jpeg(), "湖边的背影", people["team"])


def state(photo, people):
    return queries.behind(photo.pk, people["team"]).photo.state


def named(photo, people, who="白兰", **changes):
    said = {"how": "online", "sign_in": people["lan"].name, "signed_on": None, "paper": "", **changes}
    return actions.name(photo, who, viewer=people["team"], **said)


def test_it_carries_no_place_and_nobody_sees_it_before_all_have_agreed(photo, people, django_capture_on_commit_callbacks):
    kept = uploads.path_of(photo.stored)
    assert b"GPS" not in kept.read_bytes() and b"Exif" not in kept.read_bytes()
    hers = named(photo, people)
    today = timezone.localdate()
    for wrong in ({"signed_on": today + timedelta(days=1), "paper": "盒 3"}, {"signed_on": today}):
        with pytest.raises(Refused, match="where the paper lies"):
            named(photo, people, "赵阿姨", how="paper", sign_in="", **wrong)
    named(photo, people, "赵阿姨", how="paper", sign_in="", signed_on=today, paper="盒 3")
    actions.complete(photo, False, people["team"])
    assert state(photo, people) == "waiting"
    with pytest.raises(queries.NotHere):
        queries.photo(photo.pk, people["other"])
    with pytest.raises(PermissionDenied):
        actions.agree(hers, people["team"])
    actions.agree(hers, people["lan"])
    assert queries.photo(photo.pk, people["other"]).stored and queries.albums(people["other"])[0].many == 1
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw(queries.named(hers.pk, people["lan"]), "", people["lan"])
    assert not kept.exists() and state(photo, people) == "gone"
    for who in ("other", "lan", "team"):
        with pytest.raises(queries.NotHere):
            queries.photo(photo.pk, people[who])
    log = queries.behind(photo.pk, people["team"]).log
    assert (log[-1].deed, log[-1].by_id) == ("withdrawn", people["lan"].user_id)
    with pytest.raises(Refused, match="deleted"):
        named(photo, people, "新")


def test_one_yes_of_two_is_not_enough(photo, people):
    """Somebody in it sees her own yes alone; whether all have agreed is looked up by the house."""
    named(photo, people, "另一位", sign_in=people["other"].name)
    hers = named(photo, people)
    actions.complete(photo, False, people["team"])
    actions.agree(hers, people["lan"])
    assert state(photo, people) == "waiting"


def test_nobody_in_it_and_then_somebody_is_recognised(photo, people):
    with pytest.raises(Refused, match="say that nobody can"):
        actions.complete(photo, False, people["team"])
    actions.complete(photo, True, people["team"])
    assert state(photo, people) == "shown"
    named(photo, people)
    assert state(photo, people) == "waiting"


def test_names_and_the_log_are_for_the_team_alone(photo, people):
    hers = named(photo, people)
    for who, persons, photos in (("team", 1, 1), ("lan", 1, 1), ("other", 0, 0), ("elsewhere", 0, 0)):
        with acting(people[who]):
            assert (Person.objects.count(), Photo.objects.count()) == (persons, photos), who
    with acting(people["elsewhere"]):
        assert Done.objects.count() == 0
    with pytest.raises(queries.NotHere):
        queries.named(hers.pk, people["other"])
    with pytest.raises(PermissionDenied):
        actions.withdraw(hers, "x", people["elsewhere"])
    with pytest.raises(Refused, match="nobody with the sign-in"):
        named(photo, people, "某", sign_in="nobody-here")


def test_pages(photo, people):
    hers = named(photo, people)
    client, team = Client(), Client()
    client.force_login(User.objects.get(pk=people["lan"].user_id))
    team.force_login(User.objects.get(pk=people["team"].user_id))
    assert client.get(f"/community/albums/{photo.album_id}/").status_code == 404
    page = team.get(f"/community/albums/photos/{photo.pk}/behind/").content.decode()
    assert "白兰" in page and team.get(f"/community/albums/{photo.album_id}/").status_code == 200
    assert client.get(f"/community/albums/photos/{photo.pk}/behind/").status_code == 403
    sent = client.get(f"/community/albums/photos/{photo.pk}/")
    assert sent.status_code == 200 and sent["Cache-Control"] == "private, no-store"
    assert "湖边的背影" in client.get("/community/albums/mine/").content.decode()
    bad = SimpleUploadedFile("x.jpg", b"GIF89a")
    form = {"file": bad, "shows": "x"}
    assert team.post(f"/community/albums/{photo.album_id}/add/", form).status_code == 422
    assert client.post(f"/community/albums/named/{hers.pk}/", {"answer": "no"}).status_code == 302
    assert state(photo, people) == "gone" and team.get(f"/community/albums/photos/{photo.pk}/behind/").status_code == 200

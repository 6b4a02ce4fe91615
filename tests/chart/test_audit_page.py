"""The auditor sees who did what and why, by numbers; no name of a patient, no chart, no other hospital."""

import pytest
from sayings import FULL, said

from paeonia.chart import door
from paeonia.people.models import Access

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(doctor, stranger, client):
    """A chart in each hospital, each opened once."""
    for viewer, number in ((doctor, "east-0417"), (stranger, "west-0523")):
        door.accept(said(number, *FULL), viewer)
        door.timeline(door.find(viewer, mrn=number).id, viewer, why="tumour board")


def test_who_opened_whose_chart_and_why(read, client, sign_in):
    sign_in("auditor")
    page = client.get("/audit/").content.decode()
    assert "tumour board" in page and "east-0417" in page and "west-0523" not in page
    assert "王" not in page and "Wang" not in page
    assert "tumour board" in client.get("/audit/", {"q": "east-0417"}).content.decode()
    for other in ("west-0523", "nobody"):
        assert "tumour board" not in client.get("/audit/", {"q": other}).content.decode()


def test_what_happened_at_the_doors(read, client, sign_in, person, two_hospitals):
    person("nurse", two_hospitals[0], name="nan")
    person("nurse", two_hospitals[1], name="west-nan")
    for name in ("nan", "west-nan", "unknown-nan"):
        client.post("/accounts/login/", {"login": name, "password": "wrong"})
    sign_in("auditor")
    page = client.get("/audit/", {"at": "doors"}).content.decode()
    assert page.count("sign-in failed") == 2 and ">nan<" in page and "west-nan" not in page
    assert "nobody known" in page and "unknown-nan" not in page and "127.0.0.1" in page
    assert client.get("/audit/", {"at": "doors", "page": "2"}).status_code == 200


def test_every_kind_of_event_has_its_words(client, sign_in):
    viewer = sign_in("auditor", language="zh-hans")
    for kind in Access.Kind.values:
        Access.objects.create(kind=kind, who_id=viewer.user_id)
    page = client.get("/audit/", {"at": "doors"}, headers={"accept-language": "zh-hans"}).content.decode()
    assert "登录失败" in page and "访问被拒绝" in page and "已导出" in page


@pytest.mark.parametrize("role", ["oncologist", "programme_admin", "patient", "educator"])
def test_the_trail_is_the_auditors(client, sign_in, role):
    sign_in(role)
    assert client.get("/audit/").status_code == 403

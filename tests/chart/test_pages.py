"""The chart's pages: whole in both languages, few questions to the database, closed to those who may not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from sayings import FULL, said

from paeonia.chart import door
from paeonia.people.context import acting
from paeonia.people.models import ChartRead
from paeonia.people.viewer import system_viewer

pytestmark = pytest.mark.django_db


def only(viewer):
    (who,) = door.patients(viewer).items
    return who


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Wang Lihua", "Hormone receptors", "palbociclib", "30 U/L"]),
        ("zh-hans", ["王丽华", "激素受体", "哌柏西利", "30 U/L"]),
    ],
)
def test_the_chart_shows_what_is_known(client, sign_in, language, words):
    viewer = sign_in(language=language)
    door.accept(said("A1", *FULL, reviews=[("therapy", "2026-11-01")]), viewer)
    listed = client.get("/patients/", {"q": "wang"})
    assert listed.status_code == 200
    assert words[0] in listed.content.decode()
    shown = client.get(f"/patients/{only(viewer).id}/")
    assert shown.status_code == 200
    for word in words:
        assert word in shown.content.decode(), word


def test_a_chart_out_of_reach_and_one_that_is_not_there_look_alike(client, sign_in, doctor):
    door.accept(said("A1", *FULL), doctor)
    sign_in(hospital=1)
    there, not_there = (client.get(f"/patients/{pk}/") for pk in (only(doctor).id, 10**7))
    assert (there.status_code, not_there.status_code) == (404, 404)
    assert "王" not in there.content.decode()


def test_the_list_asks_as_much_for_three_as_for_one(client, sign_in):
    viewer = sign_in()
    counts = []
    for numbers in (["A1"], ["A2", "A3"]):
        for number in numbers:
            door.accept(said(number, *FULL), viewer)
        client.get("/patients/")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/patients/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_queue_asks_as_much_for_three_as_for_one_and_can_be_settled(client, sign_in):
    viewer = sign_in()
    counts = []
    for wrong in ([600], [700, 800]):
        for value in wrong:
            door.accept(said("A1", ("lvef", {"value": value}, "2026-11-01")), viewer)
        client.get("/intakes/queue/")
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/intakes/queue/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert "600" in page.content.decode()
    entry = door.queue(viewer).items[0]
    assert client.post(f"/intakes/queue/{entry.id}/", {"do": "dismissed"}).status_code == 302
    assert len(door.queue(viewer).items) == 2


def test_a_nurse_may_read_charts_and_not_import(client, sign_in):
    sign_in("nurse")
    assert client.get("/patients/").status_code == 200
    assert client.get("/intakes/").status_code == 403
    assert client.get("/intakes/queue/").status_code == 403


@pytest.mark.parametrize("address", ["/patients/", "/intakes/", "/intakes/new/", "/intakes/queue/"])
def test_pages_without_anything_yet_say_so(client, sign_in, address):
    for language in ("en", "zh-hans"):
        sign_in(language=language)
        assert client.get(address).status_code == 200


def test_a_register_is_previewed_before_it_is_read(client, sign_in, two_hospitals, tmp_path, monkeypatch):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from paeonia.chart import uploads
    from paeonia.chart.cards import Source
    from paeonia.chart.running import carry_out

    monkeypatch.setenv("PAEONIA_HOME", str(tmp_path))
    viewer = sign_in()
    table = SimpleUploadedFile(
        "list.csv", "病历号,姓名,性别,出生日期,LVEF\nA1,王丽华,女,1968-03-02,62\n".encode()
    )
    answer = client.post(
        "/intakes/new/", {"kind": "register", "hospital": two_hospitals[0].pk, "file": table}
    )
    assert answer.status_code == 302
    assert client.get(answer.url).status_code == 200
    (run,) = door.runs(viewer).items
    assert run.state == "waiting"
    assert door.patients(viewer).items == ()
    done = carry_out(
        uploads.path_of(run.stored), Source(run.name, run.kind, "", run.stored, run.mapping), run, viewer
    )
    assert (done.state, done.patients) == ("done", 1)
    assert only(viewer).mrn == "A1"
    assert client.get(answer.url).status_code == 200


def test_reading_the_list_is_written_down(client, sign_in):
    viewer = sign_in()
    door.accept(said("A1", *FULL), viewer)
    client.get("/patients/")
    with acting(viewer):
        assert ChartRead.objects.filter(patient_id=only(viewer).id, why="list of patients").count() == 1


def test_a_list_says_nothing_of_a_patient_out_of_reach(sign_in, doctor):
    door.accept(said("A1", *FULL), doctor)
    hers = only(doctor)
    assert door.glance([hers], sign_in(hospital=1)) == {}


def test_a_patient_without_a_linked_record_is_told_whom_to_ask(client, person, two_hospitals):
    client.force_login(person("patient", two_hospitals[0]))
    for language, heading, says in (("zh-hans", "我的病历", "尚未与此账号关联"),
                                    ("en", "My record", "not linked to this account")):
        client.cookies["django_language"] = language
        page = client.get("/patients/").content.decode()
        assert f"<h1>{heading}</h1>" in page and says in page
        assert 'name="q"' not in page.split("<main")[1] and f">{heading}</a>" in page


def test_a_patient_comes_straight_to_her_own_record(client, person, two_hospitals, doctor):
    door.accept(said("A1", *FULL), doctor)
    user = person("patient", two_hospitals[0])
    client.force_login(user)
    hers = only(doctor)
    door.give_account(hers.id, user.pk, system_viewer("test"))
    assert client.get("/patients/")["Location"] == f"/patients/{hers.id}/"

"""A person at work records, corrects and looks through; what is wrong is said at the form, in her language."""

import pytest
from sayings import FULL, said

from paeonia.chart import door

pytestmark = pytest.mark.django_db


@pytest.fixture
def chart(sign_in):
    """An oncologist signed in, and one patient of hers."""
    viewer = sign_in()
    door.accept(said("A1", *FULL), viewer)
    return viewer, door.patients(viewer).items[0].id


def standing(viewer, patient, variable):
    return [kept.fact for kept in door.history(patient, viewer, variable, standing=True)]


def test_a_fact_is_recorded_and_seen(client, chart):
    viewer, patient = chart
    address = f"/patients/{patient}/record/"
    assert client.get(address).status_code == 200
    asked = client.get(address, {"variable": "ejection fraction"})
    assert asked.status_code in (200, 422)
    assert 'name="value"' in client.get(address, {"variable": "lvef"}).content.decode()
    done = client.post(address, {"variable": "lvef", "value": "55", "unit": "%", "on": "2026-11-20"})
    assert (done.status_code, done.url) == (302, f"/patients/{patient}/?done=recorded")
    assert "55 %" in client.get(done.url).content.decode()
    assert door.timeline(patient, viewer).latest["lvef"].value == 55
    again = client.post(address, {"variable": "lvef", "value": "55", "unit": "%", "on": "2026-11-20"})
    assert again.url.endswith("?done=known")


def test_an_event_is_recorded_by_the_words_of_the_list(client, chart):
    viewer, patient = chart
    form = {"variable": "therapy", "field.drug": "哌柏西利", "start": "2026-03", "ongoing": "yes"}
    assert client.post(f"/patients/{patient}/record/", form).status_code == 302
    assert any(f.fields.get("ongoing") is True for f in standing(viewer, patient, "therapy"))


@pytest.mark.parametrize(
    ("value", "unit", "on", "words"),
    [
        ("600", "%", "2026-11-20", {"en": "impossible", "zh-hans": "不可能"}),
        ("60", "furlong", "2026-11-20", {"en": "furlong", "zh-hans": "不能使用单位"}),
        ("60", "%", "2099-01-01", {"en": "future", "zh-hans": "将来"}),
        ("sixty", "%", "2026-11-20", {"en": "not a number", "zh-hans": "不是数字"}),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_refused_fact_shows_the_form_again_and_stays_out_of_the_queue(
    client, sign_in, language, value, unit, on, words
):
    viewer = sign_in(language=language)
    door.accept(said("A1", *FULL), viewer)
    patient = door.patients(viewer).items[0].id
    form = {"variable": "lvef", "value": value, "unit": unit, "on": on}
    answer = client.post(f"/patients/{patient}/record/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words[language] in page and f'value="{value}"' in page
    assert "lvef 不" not in page and "for lvef" not in page, "the variable is named in words"
    assert door.queue(viewer).items == ()


def test_a_correction_supersedes_and_a_withdrawal_leaves_nothing_standing(client, chart):
    viewer, patient = chart
    (wrong,) = door.history(patient, viewer, "er")
    assert client.get(f"/patients/{patient}/facts/{wrong.id}/").status_code == 200
    address = f"/patients/{patient}/facts/{wrong.id}/correct/"
    assert client.get(address).status_code == 200
    done = client.post(address, {"value": "negative", "on": "2026-01-05"})
    assert done.url.endswith("?done=corrected")
    assert [f.value for f in standing(viewer, patient, "er")] == ["negative"]
    assert client.get(address).status_code == 404, "corrected once already"
    better = door.history(patient, viewer, "er", standing=True)[0]
    client.post(f"/patients/{patient}/facts/{better.id}/correct/", {"do": "withdraw"})
    assert standing(viewer, patient, "er") == []
    assert len(door.history(patient, viewer, "er")) == 3


def test_a_list_is_recorded_as_looked_through(client, chart):
    viewer, patient = chart
    address = f"/patients/{patient}/review/"
    assert client.post(address, {"key": "therapy", "on": "2026-11-20"}).status_code == 302
    assert [(one.key, one.on, bool(one.who)) for one in door.reviews(patient, viewer)] == [
        ("therapy", "2026-11-20", True)
    ]
    for key, on in (("er", "2026-11-20"), ("therapy", "2099-01-01"), ("therapy", "soon")):
        assert client.post(address, {"key": key, "on": on}).status_code == 422


def test_who_may_not_write_sees_no_form(client, chart, sign_in):
    _, patient = chart
    sign_in("auditor")
    assert client.get(f"/patients/{patient}/record/").status_code == 403
    sign_in(hospital=1)
    for address in ("record/", "facts/1/", "facts/1/correct/"):
        assert client.get(f"/patients/{patient}/{address}").status_code == 404
    assert client.post(f"/patients/{patient}/review/", {"key": "therapy", "on": "2026-11-20"}).status_code == 404


def test_a_panel_that_breaks_leaves_the_rest_of_the_chart(client, chart, monkeypatch, caplog):
    from paeonia.people.module import Panel
    from paeonia.site import registry

    def broken(request, viewer, patient):
        raise RuntimeError(f"{patient.mrn} cannot be shown")

    panel = Panel("broken", {"en": "Broken part", "zh": "故障"}, "chart.read", broken)
    monkeypatch.setattr(registry, "panels", lambda: (panel,))
    _, patient = chart
    answer = client.get(f"/patients/{patient}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "could not be drawn" in page and "Broken part" in page and "palbociclib" in page
    assert "A1 cannot" not in page and "A1 cannot" not in caplog.text


def test_a_long_chart_asks_no_more_than_a_short_one(client, chart):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    viewer, patient = chart
    counts = []
    for facts in ([], [("lvef", {"value": 50 + i}, f"2026-0{i + 1}-01") for i in range(8)]):
        door.accept(said("A1", *facts), viewer)
        client.get(f"/patients/{patient}/")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/patients/{patient}/")
        counts.append(len(asked))
    assert counts[0] == counts[1]

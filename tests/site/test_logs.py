"""No patient value reaches a log, whoever writes the line."""

import io
import json
import logging
import logging.config

import pytest
import structlog

from paeonia.site.logs import LOGGING

CANARY = "张三-110101199001011234"


@pytest.fixture
def lines():
    """Every line the configured handler writes."""
    stream = io.StringIO()
    logging.config.dictConfig(LOGGING)
    handler = logging.getLogger().handlers[0]
    before = handler.setStream(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    handler.setStream(before)


def test_a_field_that_is_not_on_the_list_is_dropped_and_named(lines):
    structlog.get_logger("paeonia.chart").warning("chart opened", user_id=3, patient_name=CANARY)
    (line,) = lines()
    assert line["user_id"] == 3 and line["dropped"] == ["patient_name"]
    assert CANARY not in json.dumps(line, ensure_ascii=False)


def test_a_librarys_message_loses_its_arguments(lines):
    logging.getLogger("some.library").warning("could not read %s", CANARY)
    (line,) = lines()
    assert line["event"] == "could not read %s"


def test_an_error_keeps_its_kind_and_place_alone(lines):
    try:
        raise ValueError(f"bad value for {CANARY}")
    except ValueError:
        logging.getLogger("some.library").exception("failed")
        structlog.get_logger("paeonia").error("failed", exc_info=True)
    for line in lines():
        assert CANARY not in json.dumps(line, ensure_ascii=False)
        assert line["error_kind"] == "ValueError" and "test_logs.py:" in line["where"]


@pytest.mark.django_db
def test_an_address_with_a_number_is_logged_as_its_pattern(lines, client):
    client.get(f"/{CANARY}/")
    assert all(CANARY not in json.dumps(line, ensure_ascii=False) for line in lines())


def test_an_error_whose_words_are_the_message_keeps_its_kind(lines):
    try:
        raise ValueError(f"bad value for {CANARY}")
    except ValueError as error:
        logging.getLogger("some.library").error(str(error), exc_info=True)
        logging.getLogger("some.library").error(f"task ended with {error!r}", exc_info=True)
    assert [line["event"] for line in lines()] == ["ValueError", "ValueError"]


def test_a_librarys_warning_goes_the_way_of_its_messages(lines):
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)
        logging.captureWarnings(True)
        warnings.warn(f"cell holds {CANARY}", stacklevel=1)
    (line,) = lines()
    assert (line["event"], line["where"].split(":")[0]) == ("UserWarning", "test_logs.py")
    assert CANARY not in json.dumps(line, ensure_ascii=False)


@pytest.mark.django_db
def test_no_request_brings_a_patient_into_the_log(lines, capfd, person, two_hospitals, monkeypatch):
    """In the address, the query, the form, a header, a file, a cookie; on pages that answer, refuse and break."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from paeonia.chart import door

    def broken(*_args, **_more):
        raise RuntimeError(f"no chart for {CANARY}")

    client = Client(raise_request_exception=False)
    client.force_login(person("oncologist", two_hospitals[0]))
    query, form = {"q": CANARY, "variable": CANARY}, {"value": CANARY, "variable": "ecog", CANARY: CANARY}
    upload = SimpleUploadedFile(f"{CANARY}.csv", f"病历号,姓名\n1,{CANARY}\n".encode())
    statuses = [
        client.get("/patients/", query).status_code,
        client.post(f"/patients/1/record/?q={CANARY}", form).status_code,
        client.get(f"/trials/{CANARY}/", query).status_code,
        client.post("/accounts/login/", {"login": CANARY, "password": CANARY}).status_code,
        client.get("/patients/", headers={"host": "zhangsan-110101199001011234.example"}).status_code,
        client.post("/intakes/new/", {"hospital": "x", "kind": CANARY, "file": upload}).status_code,
        client.post("/role/", {"role": CANARY}).status_code,
        client.get("/livez", headers={"cookie": f"sessionid={CANARY}"}).status_code,
        Client(enforce_csrf_checks=True).post("/language/", {"next": CANARY}).status_code,
    ]
    monkeypatch.setattr(door, "patients", broken)
    broke = client.get("/patients/", query)
    said = json.dumps(lines(), ensure_ascii=False) + "".join(capfd.readouterr())
    assert broke.status_code == 500 and CANARY not in broke.content.decode() and "Traceback" not in broke.content.decode()
    assert {200, 400, 403, 404} <= set(statuses), statuses
    assert "RuntimeError" in said, "the fault itself is told"
    assert "110101199001011234" not in said and "张三" not in said

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

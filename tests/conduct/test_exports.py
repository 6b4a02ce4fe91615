"""Files that leave: valid by the schema of CDISC, readable for REDCap, without names, and noted."""

import csv
import io
from importlib.resources import files
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from conduct.conftest import day
from conduct.test_redcap import said
from conduct.test_safety import grave, told

from paeonia.modules.trials.conduct.crf import actions as crf
from paeonia.modules.trials.conduct.crf.dictionary import read_dictionary
from paeonia.modules.trials.conduct.exports.dataset import forms, forms_of
from paeonia.modules.trials.conduct.exports.odm import NS
from paeonia.modules.trials.conduct.exports.redcap import DICTIONARY
from paeonia.modules.trials.conduct.safety import actions as safety
from paeonia.modules.trials.conduct.subjects import actions as subjects
from paeonia.people.models import Access

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(study, enrolled, doctor):
    """Two subjects with something of most kinds, one text full of what breaks files."""
    one = enrolled(day_one=20)
    enrolled(1, until="consent")
    safety.record_event(one, day(1), grave(), doctor)
    safety.record_event(one, day(1), told(term='=HYPERLINK("x") <a> & "发热"'), doctor)
    subjects.visit(one, None, day(2), {"state": "done", "done": ["vitals"], "why_off": "", "note": "bell \x07"}, doctor)
    safety.record_deviation(study, one, day(2), {"severity": "minor", "what": "bell \x07 <b>", "action": "x"}, doctor)
    crf.keep_dictionary(study, read_dictionary(said().encode(), "d.csv", frozenset()), doctor)
    crf.record(one, None, "vitals", 1, day(0), {"weight_kg": "61.5", "fasting": "0", "taken_on": "2026-01-01"}, doctor)
    crf.record(one, None, "symptoms", 1, day(0), {"symptoms": ["1", "-9"], "remark": "bell \x07"}, doctor)
    subjects.end(one, day(1), {"kind": "treatment", "reason": "progression"}, doctor)
    return study


def file(client, study, name):
    answer = client.get(f"/trials/conduct/{study.pk}/files/{name}/")
    assert answer.status_code == 200
    assert Access.objects.filter(kind="exported", what__endswith=name).exists()
    return answer.content


def test_odm_passes_the_schema_of_cdisc(full, signed_in):
    made = file(signed_in, full, "odm.xml")
    schema = xmlschema.XMLSchema(str(files("odmlib") / "schemas" / "odm" / "1.3.2" / "ODM1-3-2.xsd"))
    assert [str(error.reason) for error in schema.iter_errors(made.decode())] == []
    assert list(schema.iter_errors(made.decode().replace("SubjectKey=", "Key="))), "the schema does refuse"


def test_every_item_of_the_data_is_declared(full, signed_in):
    root = ET.fromstring(file(signed_in, full, "odm.xml"))
    declared = {one.get("OID"): one for one in root.iter(f"{{{NS}}}ItemDef")}
    used = [one.get("ItemOID") for one in root.iter(f"{{{NS}}}ItemData")]
    assert len(used) > 30 and set(used) <= set(declared)
    assert [one.get("SubjectKey") for one in root.iter(f"{{{NS}}}SubjectData")] == ["0301", "S-002"]
    values = [one.get("Value") for one in root.iter(f"{{{NS}}}ItemData")]
    assert '=HYPERLINK("x") <a> & "发热"' in values and "bell ? <b>" in values


def test_redcap_gets_a_dictionary_and_rows_that_fit_it(full, signed_in):
    told = list(csv.DictReader(io.StringIO(file(signed_in, full, "redcap-dictionary.csv").decode("utf-8-sig"))))
    assert tuple(told[0]) == DICTIONARY and len(DICTIONARY) == 18
    names = [row["Variable / Field Name"] for row in told]
    boxes = {"symptoms___1", "symptoms___2", "symptoms____9"}
    items = sum(len(form.items) for form in forms_of(full)) - len(boxes) + 1  # one item of the dictionary, three columns
    assert names[0] == "record_id" and len(set(names)) == len(names) == 1 + items
    assert items > sum(len(one.items) for one in forms())
    rows = list(csv.DictReader(io.StringIO(file(signed_in, full, "redcap-data.csv").decode("utf-8-sig"))))
    assert set(rows[0]) - {"redcap_repeat_instrument", "redcap_repeat_instance"} == set(names) - {"symptoms"} | boxes
    events = [row for row in rows if row["redcap_repeat_instrument"] == "adverse_event"]
    assert [row["redcap_repeat_instance"] for row in events] == ["1", "2"]
    assert events[1]["adverse_event_term"].startswith("'="), "nothing runs in a spreadsheet"
    codes = {row["Variable / Field Name"]: row["Choices, Calculations, OR Slider Labels"] for row in told}
    assert "ended" not in codes["adverse_event_outcome"] and "recovering, recovering" in codes["adverse_event_outcome"]


def test_no_file_holds_a_name(full, signed_in):
    for name in ("odm.xml", "redcap-data.csv", "redcap-dictionary.csv"):
        text = file(signed_in, full, name).decode()
        assert "P001" not in text and "周" not in text and "岚" not in text
        assert "patient_name" not in text and "contact" not in text, "what the dictionary marks as identifying"
    assert signed_in.get(f"/trials/conduct/{full.pk}/files/other.csv/").status_code == 404


def test_only_those_who_write_take_files_along(full, client, person, two_hospitals):
    for role, status in (("nurse", 403), ("auditor", 403), ("trial_coordinator", 200)):
        client.force_login(person(role, two_hospitals[0]))
        assert client.get(f"/trials/conduct/{full.pk}/files/odm.xml/").status_code == status
    client.force_login(person("oncologist", two_hospitals[1]))
    assert client.get(f"/trials/conduct/{full.pk}/files/odm.xml/").status_code == 404

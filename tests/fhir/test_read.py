"""Reading FHIR as it comes: shapes, containers, numbers, breaks."""

import gzip
import io
import json
import tarfile
from decimal import Decimal

import pytest

from paeonia.fhir.entries import Broken, Limits, Resource
from paeonia.fhir.read import read, read_bytes

PATIENT = {"resourceType": "Patient", "id": "p1", "name": [{"family": "王", "given": ["芳"]}]}
LAB = '{"resourceType": "Observation", "id": "o1", "valueQuantity": {"value": 1.10}}'


def bundle(*resources, kind="collection"):
    return {"resourceType": "Bundle", "type": kind, "entry": [{"resource": r} for r in resources]}


def both(data, **more):
    if not isinstance(data, bytes):
        data = (data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)).encode()
    found = list(read_bytes(data, **more))
    return [f for f in found if isinstance(f, Resource)], [f.problem for f in found if isinstance(f, Broken)]


def test_one_resource_keeps_the_scale_of_its_decimals():
    (lab,), problems = both(LAB)
    assert str(lab.content["valueQuantity"]["value"]) == "1.10" and not problems
    assert isinstance(lab.content["valueQuantity"]["value"], Decimal)


@pytest.mark.parametrize("kind", ["transaction", "collection", "searchset", "batch", "history"])
def test_a_bundle_of_any_type(kind):
    found, problems = both(bundle(PATIENT, {"resourceType": "Condition"}, kind=kind))
    assert [f.kind for f in found] == ["Patient", "Condition"] and not problems
    assert [f.place.entry for f in found] == [1, 2]


def test_lenient_shapes():
    wrapped = [{"resource": PATIENT, "fullUrl": "urn:uuid:X"}, PATIENT]
    assert [f.full_url for f in both(wrapped)[0]] == ["urn:uuid:X", ""]
    inner = bundle(PATIENT)
    assert len(both(bundle(inner, inner))[0]) == 2
    entry_first = json.dumps({"entry": [{"resource": PATIENT}], "resourceType": "Bundle"})
    assert len(both(entry_first)[0]) == 1
    listed = {"resourceType": "List", "entry": [{"item": {"reference": "Patient/p1"}}]}
    assert [f.kind for f in both(listed)[0]] == ["List"]


def test_ndjson_keeps_the_good_lines():
    lines = "\n".join([json.dumps(PATIENT), '{"resourceType": "Obser', "", LAB, "{}"])
    found, problems = both(lines)
    assert [(f.kind, f.place.line) for f in found] == [("Patient", 1), ("Observation", 4)]
    assert [p.code for p in problems] == ["fhir-truncated", "fhir-wrong-resource"]
    assert "line 2" in problems[0].text() and "line 5" in problems[1].text()


def test_ndjson_by_its_name_when_the_first_line_is_bad(tmp_path):
    file = tmp_path / "Observation.ndjson"
    file.write_text("{broken\n" + LAB + "\n")
    found = list(read(file))
    assert isinstance(found[0], Broken) and isinstance(found[1], Resource) and found[1].place.line == 2


def test_a_truncated_bundle_gives_what_stood_before_the_break():
    text = json.dumps(bundle(PATIENT, *[{"resourceType": "Condition", "id": str(i)} for i in range(9)]))
    found, (problem,) = both(text[:len(text) - 40])
    assert len(found) == 9 and problem.code == "fhir-truncated" and "byte" in problem.text()
    assert "9" in problem.text("zh")


def test_a_syntax_error_is_placed():
    found, (problem,) = both(json.dumps(bundle(PATIENT))[:-2] + ",\n oops]}")
    assert len(found) == 1 and problem.code == "fhir-not-json" and "line 2" in problem.text()


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400", "1e-400", "9" * 400])
def test_impossible_numbers_break_only_their_entry(number):
    text = json.dumps(bundle({"resourceType": "Observation", "valueInteger": "NUMBER"}, json.loads(LAB)))
    text = text.replace('"NUMBER"', number)
    found, (problem,) = both(text)
    assert [f.id for f in found] == ["o1"] and problem.code == "fhir-refused-number"


def test_depth_is_limited():
    deep = '{"resourceType": "Basic", "extension": ' + "[" * 200 + "]" * 200 + "}"
    found, (problem,) = both(deep)
    assert not found and problem.code == "fhir-too-deep"
    deeper = "[" * 100_000
    assert both(deeper)[1][0].code in ("fhir-too-deep", "fhir-truncated")


def test_size_is_limited():
    text = json.dumps(bundle(*[{**PATIENT, "note": "x" * 1000}] * 1500))
    found, (problem,) = both(text, limits=Limits(document=1))
    assert not found and problem.code == "fhir-too-large"


def test_other_encodings_and_other_files():
    assert both("\ufeff" + LAB)[0] and both(LAB.encode("utf-16"))[0]
    (problem,) = both(json.dumps(PATIENT, ensure_ascii=False).encode("gbk"))[1]
    assert problem.code == "fhir-not-text"
    assert both("")[1][0].code == "fhir-nothing"
    assert both({"protocolSection": {}})[1][0].code == "fhir-wrong-resource"
    assert both({"resourceType": "Bundle", "entry": [{"fullUrl": "x"}, 7]})[1][0].code == "fhir-no-resource"


def test_folder_gzip_and_tar(tmp_path):
    (tmp_path / "Observation.json").write_text(LAB)
    (tmp_path / "Patient.json.gz").write_bytes(gzip.compress(json.dumps(PATIENT).encode()))
    with tarfile.open(tmp_path / "more.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo("deep/../er.json")
        member.size = len(LAB)
        archive.addfile(member, io.BytesIO(LAB.encode()))
        link = tarfile.TarInfo("evil.json")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    found = [f for f in read(tmp_path) if isinstance(f, Resource)]
    assert [f.kind for f in found] == ["Patient", "Observation", "Observation"]


def test_a_truncated_gzip_gives_what_it_had():
    lines = "\n".join(json.dumps({**PATIENT, "id": str(i), "note": str(i * 7919)}) for i in range(4000))
    packed = gzip.compress(lines.encode())
    found, problems = both(packed[:len(packed) // 2], name="x.ndjson.gz")
    assert 1000 < len(found) < 4000
    assert {p.code for p in problems} <= {"fhir-truncated", "fhir-bad-archive"} and problems


def test_a_gzip_bomb_is_stopped():
    bomb = gzip.compress(b"[" + b" " * 60_000_000 + b"]")
    found, problems = both(bomb, limits=Limits(total=10))
    assert not found and problems[0].code == "fhir-too-large"


def test_a_large_ndjson_is_streamed(tmp_path):
    import tracemalloc

    file = tmp_path / "large.ndjson"
    line = json.dumps({**PATIENT, "note": "x" * 20_000})
    file.write_text("\n".join([line] * 1000))
    tracemalloc.start()
    count = sum(1 for _ in read(file))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1000 and peak < 3_000_000  # of 20 MB


def test_halves_of_characters_become_marks():
    """PostgreSQL can hold neither a NUL nor half a surrogate pair."""
    text = '{"resourceType":"Patient","name":[{"family":"T\\ud800a\\u0000b\\ud83d\\ude00","x\\u0000":1}]}'
    name = next(read_bytes(text.encode())).content["name"][0]
    assert name == {"family": "T\ufffda\ufffdb\U0001f600", "x\ufffd": 1}


def test_what_stands_behind_a_bottomless_entry_is_read():
    deep = '{"resourceType":"Observation","x":' + "[" * 100_000 + "]" * 100_000 + "}"
    text = '{"resourceType":"Bundle","entry":[{"resource":' + deep + '},{"resource":{"resourceType":"Patient","id":"1"}}]}'
    broken, patient = read_bytes(text.encode())
    assert broken.problem.code == "fhir-too-deep" and patient.kind == "Patient"


def test_xml_and_other_files_are_named(tmp_path):
    (xml,) = read_bytes(b'<?xml version="1.0"?><Bundle/>')
    assert xml.problem.code == "fhir-is-xml"
    (tmp_path / "report.pdf").write_bytes(b"%PDF")
    (tmp_path / "p.json").write_text('{"resourceType":"Patient","id":"1"}')
    passed, patient = read(tmp_path)
    assert passed.problem.code == "fhir-other-files" and "report.pdf" in passed.problem.text("zh")
    assert patient.kind == "Patient"

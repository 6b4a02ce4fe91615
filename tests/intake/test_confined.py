"""FHIR files are read in a child process: what exhausts it is told, what came before is kept."""

import json

import pytest
from intake.made_up import lab, quantity

from paeonia.chart.intake.confined import Confines, Stopped, lines
from paeonia.chart.intake.fhir import confined, read
from paeonia.chart.intake.frames import packed, unpacked
from paeonia.record.facts import Fact, Identity, Review, Statement, Unread
from paeonia.record.problems import Problem

PATIENT = {"resourceType": "Patient", "id": "p1", "birthDate": "1970-01-01", "identifier": [{"value": "N1"}]}


def test_every_statement_survives_the_way():
    for said in (Statement("p", Fact("er", {"value": "positive"}, "2024-05", "f.json"), "f.json, entry 1"),
                 Statement("p", Fact("alt", {"value": 1.1, "written": "1.10"}, None)),
                 Statement("p", Review("variant(gene=PIK3CA)", "2026-01-02"), "x"),
                 Statement("p", Identity("N1", "王", "小明", "1", (("fhir", "p1"),)), "x"),
                 Unread(Problem("impossible-value", "x, row 3", {"value": 600}), "p", "raw\n与")):
        assert unpacked(packed(said)) == said


def test_the_child_says_what_the_reader_says(tmp_path, dictionary):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"resourceType": "Bundle", "entry": [
        {"resource": PATIENT}, {"resource": {**lab("10230-1", **quantity(600, "%")), "id": "o"}}]}))
    here, there = list(read(path, dictionary, "a.json")), list(confined(path, "a.json"))
    assert [getattr(s, "says", s.problem if isinstance(s, Unread) else s) for s in here] \
        == [getattr(s, "says", s.problem if isinstance(s, Unread) else s) for s in there]


def test_a_file_made_to_exhaust_us_exhausts_the_child(tmp_path):
    bomb = '{"resourceType":"Observation","x":[' + ",".join(["[]"] * 5_000_000) + "]}"
    (tmp_path / "a.ndjson").write_text(json.dumps(PATIENT) + "\n" + bomb + "\n")
    (tmp_path / "b.json").write_text(json.dumps({**PATIENT, "id": "p2", "identifier": []}))
    said = list(confined(tmp_path, "folder", Confines(memory=300, seconds=60)))
    assert [s.patient for s in said if isinstance(s, Statement) and isinstance(s.says, Identity)] == ["p1", "p2"]
    (problem,) = [s.problem for s in said if isinstance(s, Unread)]
    assert problem.code == "fhir-too-heavy" and problem.place == "a.ndjson"


def test_a_fault_of_our_own_is_not_blamed_on_the_file():
    with pytest.raises(Stopped) as stopped:
        list(lines(["-c", "raise SystemExit('why')"], Confines()))
    assert stopped.value.kind == "broken" and stopped.value.said == "why"

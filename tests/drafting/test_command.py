"""`paeonia trials draft` prints what became of every line."""

from __future__ import annotations

import json

import yaml
from click.testing import CliRunner

from paeonia.modules.trials.commands_draft import draft


def test_a_text_file_is_printed_line_by_line(tmp_path):
    path = tmp_path / "criteria.txt"
    path.write_text("Inclusion criteria:\nAge 20-60 years\nSigned consent\n")
    said = CliRunner().invoke(draft, [str(path)])
    assert said.exit_code == 0, said.output
    assert "drafted: Age 20-60 years" in said.output and "from: 20" in said.output
    assert "drafted 已起草 1   ask 需人工回答 1   not understood 未读懂 0" in said.output


def test_a_registry_record_and_text_in_gb18030_are_read(tmp_path):
    record = tmp_path / "record.json"
    record.write_text(json.dumps({"protocolSection": {"eligibilityModule": {"eligibilityCriteria": "ECOG 0-1"}}}))
    old = tmp_path / "old.txt"
    old.write_bytes("排除标准：\n妊娠".encode("gb18030"))
    assert yaml.safe_load(CliRunner().invoke(draft, [str(record), "--sentences"]).output) == [{"ecog": {"at most": 1}}]
    assert yaml.safe_load(CliRunner().invoke(draft, [str(old), "--sentences"]).output) == [{"none": [{"pregnant": True}]}]


def test_what_cannot_be_read_is_said_in_both_languages(tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    for source in ("nowhere.txt", str(broken)):
        said = CliRunner().invoke(draft, [source])
        assert said.exit_code == 1
        assert any("一" <= letter <= "鿿" for letter in said.output)

"""Registry files are read in a child process; one that exhausts it does not take the others with it."""

import json

from paeonia.chart.intake.confined import Confines
from paeonia.modules.trials.intake import apart, files


def test_the_child_finds_what_the_reader_finds(tmp_path, v2):
    (tmp_path / "a.json").write_text(json.dumps({"studies": [v2("NCT91000001"), {"odd": 1}]}))
    (tmp_path / "b.xml").write_text('<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>')
    (tmp_path / "c.ndjson").write_text(json.dumps(v2("NCT91000002")) + "\n{cut")
    here, there = list(files.entries(tmp_path)), list(apart.entries(tmp_path))
    assert there == here and [e.refused is None for e in there].count(True) == 2
    assert [e.refused.code for e in apart.entries(tmp_path / "none.json")] == ["registry-no-file"]


def test_a_file_made_to_exhaust_us_is_refused_and_the_next_is_read(tmp_path, v2):
    (tmp_path / "a.json").write_text('{"protocolSection":[' + ",".join(["[]"] * 5_000_000) + "]}")
    (tmp_path / "b.json").write_text(json.dumps(v2("NCT91000001")))
    bad, good = apart.entries(tmp_path, Confines(memory=300, seconds=60))
    assert bad.refused.code == "registry-too-heavy" and "a.json" in bad.refused.text("zh")
    assert good.trial.number == "NCT91000001"

"""CTML at the command line."""

import json

from click.testing import CliRunner

from paeonia.modules.trials.commands_ctml import ctml


def test_a_structured_trial_goes_out_and_comes_back(tmp_path):
    out = CliRunner().invoke(ctml, ["export", "destiny-breast04"])
    assert out.exit_code == 0
    document = json.loads(out.stdout)
    ages = [node["clinical"]["age_numerical"] for node in document["treatment_list"]["step"][0]["match"]
            if "age_numerical" in node.get("clinical", {})]
    assert ages == [">=18"]
    assert "not expressed" in out.stderr
    path = tmp_path / "back.json"
    path.write_text(out.stdout)
    back = CliRunner().invoke(ctml, ["import", str(path)])
    assert back.exit_code == 0
    assert "from: 18" in back.stdout


def test_an_unknown_trial_and_a_broken_file_are_named(tmp_path):
    assert "blossom" in CliRunner().invoke(ctml, ["export", "blossom"]).output
    path = tmp_path / "broken.yaml"
    path.write_text("match: [")
    assert "broken.yaml" in CliRunner().invoke(ctml, ["import", str(path)]).output


def test_several_trials_in_one_file_and_references_that_explode(tmp_path):
    one = '{"protocol_no": "A", "match": [{"clinical": {"age_numerical": ">=18"}}]}'
    (tmp_path / "two.json").write_text(one + "\n" + one.replace('"A"', '"B"') + "\n")
    told = CliRunner().invoke(ctml, ["import", str(tmp_path / "two.json")])
    assert told.exit_code == 0 and "protocol_no: A" in told.stdout and "protocol_no: B" in told.stdout
    (tmp_path / "bomb.yaml").write_text("a: &a [x, x]\nmatch: [*a, *a]\n")
    refused = CliRunner().invoke(ctml, ["import", str(tmp_path / "bomb.yaml")])
    assert refused.exit_code == 1 and "请重新导出" in refused.stderr
    (tmp_path / "other.json").write_text('{"and": []}')
    assert "CTML" in CliRunner().invoke(ctml, ["import", str(tmp_path / "other.json")]).stderr

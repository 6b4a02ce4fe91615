"""`paeonia ask`: both engines say the same, bad lines are named and the others answered, a wrong sentence is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.criteria.strategies import TODAY, WORDS, patients, sentence_texts

from paeonia.criteria.person import answer
from paeonia.criteria.read import sentence
from paeonia.knowledge.commands import ask
from paeonia.record.dates import iso
from paeonia.record.facts import Fact
from paeonia.record.timeline import Timeline

SMALL = str(Path(__file__).parents[1] / "spec" / "dictionary")


def run(tmp_path: Path, text: str | bytes, lines: str | bytes, *options: str) -> Result:
    (tmp_path / "sentence.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    (tmp_path / "facts.jsonl").write_bytes(lines if isinstance(lines, bytes) else lines.encode())
    return CliRunner().invoke(ask, [str(tmp_path / "sentence.yaml"), str(tmp_path / "facts.jsonl"),
                                    "--dictionary", SMALL, *options], catch_exceptions=False)


def said(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def line(name: Any, facts: list[Fact], reviewed: dict[str, str], as_of: str | None = None) -> str:
    return json.dumps({"patient": name, "as_of": as_of or iso(TODAY), "reviewed": reviewed, "facts": [
        {"variable": fact.variable, **fact.fields, **({"on": fact.on} if fact.on else {})} for fact in facts]})


def examples() -> list[tuple[Any, list[tuple[list[Fact], dict[str, str]]]]]:
    kept: list[Any] = []

    @seed(7)
    @settings(max_examples=200, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))
    @given(sentence_texts(), st.lists(patients(), min_size=1, max_size=4))
    def keep(text: object, people: list[Any]) -> None:
        kept.append((text, people))

    keep()
    return kept


def test_both_engines_answer_200_random_sentences_alike(tmp_path: Path) -> None:
    asked = examples()
    assert len(asked) == 200
    words = set()
    for text, people in asked:
        source = yaml.safe_dump(text, allow_unicode=True, sort_keys=False)
        lines = "\n".join(line(n, facts, reviewed, iso(TODAY + n)) for n, (facts, reviewed) in enumerate(people))
        person, population = (said(run(tmp_path, source, lines, "--engine", engine)) for engine in ("person", "population"))
        assert [(one["patient"], one["answer"], one["settle"]) for one in person] == [
            (one["patient"], one["answer"], one["settle"]) for one in population]
        assert person == population
        assert not any("refused" in one for one in person)
        for n, one in enumerate(person):
            words.add(one["answer"])
            assert bool(one["settle"]) == (one["answer"] == "unknown")
            assert one["reasons"]["answer"] == one["answer"]
            if not any(fact.variable.startswith("her2") for fact in people[n][0]):      # nothing derived
                line_of = Timeline(people[n][0], WORDS, TODAY + n, people[n][1])
                assert answer(sentence(text, WORDS), line_of).word == one["answer"]
    assert words == {"yes", "no", "unknown"}


BAD = [
    '{"patient": 1, "facts": [',
    "not json", "[]", '"text"', "12", "null", '{"facts": []}', '{"patient": 2, "facts": {}}',
    '{"patient": 3, "as_of": "2026-02-30"}', '{"patient": 4, "as_of": "yesterday"}',
    '{"patient": 5, "reviewed": ["therapy"]}',
    '{"patient": 6, "reviewed": {"therapy": "soon"}}', "[" * 100_000,
]
GOOD = '{"patient": "g", "as_of": "2026-02-28", "facts": [{"variable": "er", "value": "positive", "on": "2026-01-01"}]}'


@pytest.mark.parametrize("engine", ["person", "population"])
def test_bad_lines_are_named_and_the_others_answered(tmp_path: Path, engine: str) -> None:
    lines = "\n".join(part for bad in BAD for part in (bad, GOOD, ""))
    found = said(run(tmp_path, "er: positive", lines, "--engine", engine))
    assert len(found) == 2 * len(BAD)
    for number, (bad, good) in enumerate(zip(found[::2], found[1::2], strict=True)):
        assert bad["answer"] is None
        assert bad["error"][0]["en"].startswith(f"facts.jsonl:{3 * number + 1}: ")
        assert bad["error"][0]["zh"].startswith(f"facts.jsonl:{3 * number + 1}：")
        assert (good["patient"], good["answer"]) == ("g", "yes")


@pytest.mark.parametrize("engine", ["person", "population"])
def test_bytes_that_are_no_utf_8_spoil_one_line_only(tmp_path: Path, engine: str) -> None:
    lines = b'{"patient": "' + "\u738b".encode("gbk") + b'", "facts": []}\n' + GOOD.encode() + b"\n"
    bad, good = said(run(tmp_path, "er: positive", lines, "--engine", engine))
    assert bad["answer"] is None and good["answer"] == "yes"


def test_a_byte_order_mark_and_half_a_character_pass(tmp_path: Path) -> None:
    first, second = said(run(tmp_path, "er: positive", b"\xef\xbb\xbf" + GOOD.encode()
                             + b'\n{"patient": "\\ud800", "facts": []}\n'))
    assert first["answer"] == "yes" and second["patient"] == "\ud800" and second["answer"] == "unknown"


def test_a_bad_fact_is_refused_and_the_others_count(tmp_path: Path) -> None:
    facts = [{"variable": "er", "value": "positive"}, {"variable": "lvef", "value": 600}, {"variable": "ers"}, 5, {},
             {"variable": "alt", "value": 3, "unit": "banana"}]
    reviewed = {"therapy": "2026-01-01", "therpy": "2026-01-01", "variant(gene=PIK3)": "2026-01-01", "er": "2026-01-01",
                "variant(gene=PIK3CA)": "2026-01-01", "variant(hue=red)": "2026-01-01"}
    text = json.dumps({"patient": 1, "as_of": "2026-02-28", "facts": facts, "reviewed": reviewed})
    found, = said(run(tmp_path, "all: [{er: positive}, {not: {therapy: {}}}, {not: {variant: {gene: PIK3CA}}}]", text))
    assert found["answer"] == "yes"
    refused = [problem["en"] for problem in found["refused"]]
    assert len(refused) == 9 and all(said.startswith("facts.jsonl:1: ") for said in refused)
    for name in ("therpy", "variant(gene=PIK3)", "“er”", "variant(hue=red)", "600", "ers", "banana"):
        assert any(name in said for said in refused), name


@pytest.mark.parametrize("text, messages", [
    ("all:\n  - er: positive\n  - ers: negative\n  - lvef: {at least: 600 %}\n", ["sentence.yaml:3: ", "sentence.yaml:4: "]),
    ("all: [\n", ["sentence.yaml:2: "]),
    ("", ["sentence.yaml:1: "]),
    ("er: positive\ner: negative\n", ["sentence.yaml:2: "]),
    ("er: 阳性\n".encode("gbk"), ["sentence.yaml:1: "]),
    ("er: \x00\n", ["sentence.yaml:1: "]),
    ("not: " + "{not: " * 500 + "{er: positive}" + "}" * 500, ["sentence.yaml:1: "]),
])
def test_a_wrong_sentence_is_refused_with_its_lines(tmp_path: Path, text: str | bytes, messages: list[str]) -> None:
    result = run(tmp_path, text, GOOD)
    assert result.exit_code == 2 and result.stdout == ""
    said = result.stderr.splitlines()
    assert len(said) == len(messages) and all(map(str.startswith, said, messages)), said


def test_sentences_may_be_nested_deep(tmp_path: Path) -> None:
    text = "{not: " * 100 + "{er: positive}" + "}" * 100
    for engine in ("person", "population"):
        assert [one["answer"] for one in said(run(tmp_path, text, GOOD, "--engine", engine))] == ["yes"]


def test_a_broken_entry_of_an_own_dictionary_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "own" / "variables"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text("er: {kind: state, type: yes_no, words: {en: ER, zh: ER}, group: x}\nbad: {kind: 3}\n")
    (tmp_path / "s.yaml").write_text("er: yes")
    (tmp_path / "f.jsonl").write_text('{"patient": 1, "facts": [{"variable": "er", "value": true}]}')
    result = CliRunner().invoke(ask, [str(tmp_path / "s.yaml"), str(tmp_path / "f.jsonl"), "--dictionary",
                                      str(tmp_path / "own")])
    assert json.loads(result.stdout)["answer"] == "yes" and "variables/a.yaml:2" in result.stderr


def test_a_full_disk_ends_with_a_sentence_not_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("paeonia.knowledge.commands.answers", full)
    result = run(tmp_path, "er: positive", GOOD)
    assert result.exit_code == 1 and "No space left on device" in result.stderr and "中断" in result.stderr


def test_a_wrong_sentence_is_told_in_both_languages_on_one_line(tmp_path: Path) -> None:
    said, = run(tmp_path, "er: positiv", GOOD).stderr.splitlines()
    assert said.count("sentence.yaml") == 1 and "is not a value" in said and "取值" in said

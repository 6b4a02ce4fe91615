"""Whatever a file holds, the loader names the place and goes on: nothing crashes, nothing stops the others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paeonia.criteria.read import sentence
from paeonia.knowledge import dictionary, trials
from paeonia.knowledge.dictionary import dictionary as words
from paeonia.knowledge.dictionary import load
from paeonia.record.located import read_yaml
from paeonia.record.problems import Refused

SMALL = Path(__file__).parents[1] / "spec" / "dictionary"
GOOD = next(path for path in sorted((dictionary.root() / "trials").rglob("*.yaml")))
DEEP = "".join("  " * depth + "all:\n" + "  " * depth + "- \n" for depth in range(130))
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
BROKEN = {
    "truncated": (GOOD.read_bytes()[:-1] + b"\n    - er: {is: [", None, "yaml-broken"),
    "unclosed": (b"id: x\nregistry: [NCT1\ntitle: y\n", 3, "yaml-broken"),
    "tab": (b"id: x\ntitle:\n\t- y\n", 3, "yaml-broken"),
    "twice": (b"id: x\ntitle: y\nid: z\n", 3, "duplicate-key"),
    "bomb": (BOMB.encode(), 5, "yaml-too-deep"),
    "itself": (b"id: x\neligibility: &e [*e]\n", 2, "yaml-broken"),
    "flow": (b"id: " + b"[" * 5000 + b"]" * 5000, 1, "yaml-too-deep"),
    "deep": (DEEP.encode(), None, "yaml-too-deep"),
    "big": (b"".join(b"- word%d\n" % n for n in range(600_000)), 50_000, "yaml-too-deep"),
    "nul": (b"id: x\ntitle: a\x00b\n", 2, "yaml-broken"),
    "bell": (b"id: x\n\ntitle: a\x07b\n", 3, "yaml-broken"),
    "gbk": ("id: x\ntitle: 乳腺癌\n".encode("gbk"), 2, "not-utf-8"),
    "utf-16": ("id: x\n".encode("utf-16"), 1, "not-utf-8"),
    "two": (b"id: x\n---\nid: y\n", 2, "two-documents"),
    "key": (b"id: x\n? [a, b]\n: y\n", 2, "yaml-broken"),
    "list": (b"- id: x\n", 1, "kb-shape"),
    "scalar": (b"hello\n", 1, "kb-shape"),
    "empty": (b"", 1, "kb-shape"),
    "python": (b"!!python/object/apply:os.system ['echo']\n", 1, "kb-shape"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_trial_is_named_with_its_line(kind: str) -> None:
    raw, line, code = BROKEN[kind]
    found, problems = trials.read_trial(raw, "early/broken.yaml", words())
    assert found is None and problems[0].code == code
    assert problems[0].place.startswith("early/broken.yaml:"), problems[0]
    if line is not None:
        assert problems[0].place == f"early/broken.yaml:{line}"
    for language in ("en", "zh"):
        assert len(problems[0].text(language)) < 400


def test_a_byte_order_mark_is_no_mistake() -> None:
    found, problems = trials.read_trial(b"\xef\xbb\xbf" + GOOD.read_bytes(), "early/bom.yaml", words())
    assert problems == [] and found is not None


def test_a_broken_trial_never_stops_the_others(tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path / "good.yaml")
    for kind, (raw, _, _) in BROKEN.items():
        (tmp_path / f"{kind}.yaml").write_bytes(raw)
    shutil.copy(GOOD, tmp_path / "z-again.yaml")
    found, problems = trials.load(tmp_path, words())
    assert [trial.place for trial in found.values()] == [f"{tmp_path.name}/good.yaml:1"]
    named = {problem.place.split("/")[1].split(".yaml")[0] for problem in problems}
    assert named == {*BROKEN, "z-again"}


def test_a_wrong_criterion_is_named_with_its_line_and_the_rest_is_read_too() -> None:
    text = GOOD.read_text(encoding="utf-8").rstrip() + "\n    - ers: positive\n    - age: {from: eighteen}\n"
    _, problems = trials.read_trial(text.encode(), "early/wrong.yaml", words())
    lines = text.rstrip().count("\n") + 1
    assert [(p.code, p.place) for p in problems] == [
        ("unknown-word", f"early/wrong.yaml:{lines - 1}"), ("not-an-age", f"early/wrong.yaml:{lines}")]


@pytest.mark.parametrize("part", ["variables", "codelists", "derived"])
@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_dictionary_file_never_stops_the_others(tmp_path: Path, part: str, kind: str) -> None:
    shutil.copytree(SMALL, tmp_path / "small")
    (tmp_path / "small" / part / "aaa.yaml").write_bytes(BROKEN[kind][0])
    found, problems = load(tmp_path / "small")
    assert set(load(SMALL)[0].variables) <= set(found.variables)
    assert any(problem.place.startswith(f"{part}/aaa.yaml:") for problem in problems)


SMALL_WORDS = load(SMALL)[0]
FILES = sorted(SMALL.rglob("*.yaml"))
ODD = ("", "[]", "{}", "[[]]", "{x: {y: z}}", "-1", "yes", "~", "[a, {b: c}]", "'{'", "999999999999999999999", "nan")


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_value_in_any_place_is_refused_or_read(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Each `key: value` of a real file in turn holds something of another shape."""
    folder = tmp_path_factory.mktemp("odd") / "small"
    shutil.copytree(SMALL, folder)
    path = folder / data.draw(st.sampled_from([f.relative_to(SMALL) for f in FILES]))
    text = path.read_text(encoding="utf-8")
    colons = [place for place, letter in enumerate(text) if text[place:place + 2] == ": "]
    place = data.draw(st.sampled_from(colons)) + 2
    end = min(at for at in (text.find(mark, place) for mark in (",", "}", "\n")) if at > 0)
    path.write_text(text[:place] + data.draw(st.sampled_from(ODD)) + text[end:], encoding="utf-8")
    load(folder)


@settings(max_examples=150, deadline=None)
@given(st.recursive(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.sampled_from(
    ["er", "age", "therapy", "positive", "5 x ULN", "2 weeks"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(
        ["all", "any", "none", "not", "at least 2 of", "at most 1 of", "ask", "er", "age", "lvef", "therapy", "cT", "within",
         "is", "is not", "at least", "drug", "lines", "lasted", "ongoing", "last_menses"]), inner, max_size=3)),
    max_leaves=12))
def test_any_shape_of_sentence_is_read_or_refused(tree: object) -> None:
    try:
        sentence(tree, SMALL_WORDS)
    except Refused as refused:
        assert refused.problems and all(str(problem) for problem in refused.problems)


def test_a_big_file_is_refused_at_its_fifty_thousandth_entry() -> None:
    """Five megabytes are not read to their end: what follows the limit is never looked at, not even its mistakes."""
    raw = BROKEN["big"][0] + b"\t- [ broken\n"
    assert len(raw) > 5_000_000
    with pytest.raises(Refused) as caught:
        read_yaml(raw, "x.yaml")
    assert [problem.code for problem in caught.value.problems] == ["yaml-too-deep"]

"""What clinicians wrote: every file loads, every worked case holds, every sentence can be said in both languages."""

from __future__ import annotations

import re
from datetime import date

import pytest

from paeonia.criteria.derive import Derivation, derive
from paeonia.criteria.nodes import Ask, leaves
from paeonia.criteria.words import say
from paeonia.knowledge import dictionary, trials
from paeonia.knowledge.check import main
from paeonia.knowledge.dictionary import dictionary as words
from paeonia.record.check import check
from paeonia.record.dates import days
from paeonia.record.facts import Fact
from paeonia.record.timeline import Timeline

TRIALS = trials.trials()
CASES = [(rule, case) for rule in words().derivations for case in rule.cases]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_file_loads_without_a_problem() -> None:
    assert [str(p) for p in (*dictionary.problems(), *trials.problems())] == []
    files = list((dictionary.root() / "trials").rglob("*.yaml"))
    assert len(TRIALS) == len(files) >= 60
    assert len(words().variables) >= 100


def test_the_check_command_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("en") == 0
    assert f"{len(TRIALS)} trials, 0 problems" in capsys.readouterr().out


@pytest.mark.parametrize("rule, case", CASES, ids=lambda part: getattr(part, "variable", None) or str(part)[:60])
def test_every_case_of_a_derivation_holds(rule: Derivation, case: dict) -> None:
    """A case gives the latest values, or lists of episodes, on its day; what follows is derived by the real engine."""
    today = case.get("as_of", "2026-11-23")
    facts = [fact for name, given in (case.get("facts") or {}).items() for fact in _facts(name, given, today)]
    checked = [check(fact, words()) for fact in facts]
    assert all(isinstance(fact, Fact) for fact in checked), [str(c) for c in checked if not isinstance(c, Fact)]
    made = derive(tuple(checked), words())      # type: ignore[arg-type]
    line = Timeline(made, words(), days(today).last)
    found = line.latest.get(rule.variable)
    got, expected = (found.value if found else "unknown"), case["value"]
    if isinstance(got, float):
        digits = len(expected.partition(".")[2])       # as exactly as the case was written
        assert got == pytest.approx(float(expected), abs=0.51 * 10 ** -digits)
    else:
        assert got == expected


def _facts(name: str, given: object, today: str) -> list[Fact]:
    """Several values of one variable are of several days; a value may carry its own unit and day."""
    items = given if isinstance(given, list) else [given]
    made = []
    for item in items:
        fields = dict(item) if isinstance(item, dict) else {"value": item}
        on = fields.pop("on", None if name == "birth_date" else today)
        made.append(Fact(name, fields, on))
    return made


def test_every_derivation_has_a_case_that_says_unknown_and_one_that_does_not() -> None:
    for rule in words().derivations:
        values = {case["value"] for case in rule.cases}
        assert values - {"unknown"}, rule.variable


@pytest.mark.parametrize("trial", TRIALS.values(), ids=TRIALS)
def test_a_trial_is_whole_and_can_be_said(trial: trials.TrialCriteria) -> None:
    for pair in (trial.title, trial.summary, *trial.arms):
        assert pair["en"].strip() and CHINESE.search(pair["zh"]) or pair in trial.arms
        assert not CHINESE.search(pair["en"])
    assert len(trial.source) > 8 and re.search(r"\d", trial.source)
    assert date.fromisoformat(trial.checked_on) <= date(2100, 1, 1)
    assert trial.registry and all(re.fullmatch(r"[A-Za-z]+[-\w./]*\d+[-\w/]*", number) for number in trial.registry)
    ids = {code for listed in words().codelists.values() for code in listed.codes if "_" in code} | {
        name for name in words().variables if "_" in name}
    for language in ("en", "zh"):
        said = say(trial.eligibility, words(), language)
        assert "_" not in said and not ids & set(re.findall(r"\w+", said))
        assert "None" not in said and "{" not in said and "[" not in said.replace("[IU]", "")
    assert CHINESE.search(say(trial.eligibility, words(), "zh"))
    assert not CHINESE.search(say(trial.eligibility, words(), "en"))
    for leaf in leaves(trial.eligibility):
        if isinstance(leaf, Ask):
            assert CHINESE.search(leaf.zh) and not CHINESE.search(leaf.en)


def test_every_word_of_the_dictionary_is_in_both_languages() -> None:
    for variable in words().variables.values():
        for field in (variable.value, *variable.fields.values()):
            if field:
                assert all(field.words.values()), variable.id
                for code in (field.codes.codes.values() if field.codes else ()):
                    assert code.words["en"] and code.words["zh"] and "_" not in code.words["en"], (variable.id, code.id)

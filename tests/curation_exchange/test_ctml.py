"""MatchMiner's own trials come in whole, go out again, and mean the same."""

import json
from pathlib import Path

import pytest

from paeonia.chart.intake.confined import Confines
from paeonia.criteria.ctml import import_ctml
from paeonia.criteria.nodes import All, AnyOf, Not
from paeonia.criteria.read import sentence
from paeonia.knowledge.dictionary import dictionary
from paeonia.knowledge.trials import read_trial, trials
from paeonia.modules.trials.commands_ctml import documents
from paeonia.modules.trials.curation.beginning import of_sentences
from paeonia.modules.trials.curation.exchange import apart
from paeonia.modules.trials.curation.exchange.ctml_in import brought, chosen
from paeonia.modules.trials.curation.exchange.out import Outgoing, as_yaml, ctml, house, parts, plain
from paeonia.record.problems import Refused

ORACLES = Path(__file__).parents[3] / "shared" / "data" / "matchminer" / "ctims_v3"
CLINICAL = {"and": [{"clinical": {"age_numerical": ">=18", "oncotree_primary_diagnosis": "Breast"}}]}
ARMS = {"protocol_no": "26-001", "nct_id": "NCT90000001", "long_title": "A made-up trial", "status": "open to accrual",
        "treatment_list": {"step": [{"step_code": "1", "step_type": "Registration", "arm": [
            {"arm_code": "A", "arm_description": "Dose escalation", "arm_suspended": "N", "match": [
                CLINICAL, {"clinical": {"her2_status": "Positive"}}], "dose_level": [
                {"level_code": "1", "level_description": "3 mg/kg", "level_suspended": "Y", "match": [
                    CLINICAL, {"genomic": {"hugo_symbol": "PIK3CA", "variant_category": "Mutation"}}]}]},
            {"arm_code": "B", "arm_description": "Expansion, HER2-low", "arm_suspended": "N", "match": [
                CLINICAL, {"clinical": {"pdl1_quux": "high"}}, {"or": [{"clinical": {"er_status": "Unknown"}},
                                                                       {"clinical": {"er_status": "Positive"}}]}]}]}]}}


def incoming(document=ARMS, name="trial.json"):
    (trial,) = apart.read([json.dumps(document).encode()], name).trials
    return trial


def of(found):
    """The whole as the workbench puts it together."""
    base = [sentence(line.sentence, dictionary()) for line in found.lines if not line.group]
    groups = [All(tuple(sentence(line.sentence, dictionary()) for line in found.lines if line.group == one["code"]))
              for one in found.groups]
    groups = [one for one in groups if one.of]
    return base, groups


def kept(found):
    return [{"outcome": line.outcome, "sentence": line.sentence, "group": line.group} for line in found.lines]


def out_of(found):
    whole, groups = parts(kept(found), found.groups)
    return Outgoing("26-001", whole, groups, "2026-02-28", False)


def test_arms_dose_levels_and_expansion_cohorts_become_groups_with_their_own_lines():
    found = brought(incoming())
    assert [(one["code"], one["kind"]) for one in found.groups] == [
        ("1-A", "arm"), ("1-A-1", "dose_level"), ("1-B", "cohort")]
    assert found.groups[1]["zh"] == "3 mg/kg（阶段 1 / 治疗组 A / 剂量水平 1）"
    base, groups = of(found)
    assert len(base) == 2 and len(groups) == 3          # age and diagnosis are asked by every part
    assert {problem.code for problem in found.notes} == {"exchange-each", "exchange-suspended"}


def test_nothing_that_comes_in_is_settled_and_every_line_says_where_it_is_from():
    found = brought(incoming())
    assert all(line.settled_by is None and line.author == "file" for line in found.lines)


def test_unknown_terms_become_questions_under_a_message_and_nothing_stops():
    found = brought(incoming())
    (line,) = [one for one in found.lines if "pdl1_quux" in one.sentence]
    assert line.outcome == "ask" and "pdl1_quux" in line.text and line.kind == "ctml"
    in_zh = brought(incoming(), "zh")
    assert "需人工回答" in next(one.text for one in in_zh.lines if "pdl1_quux" in one.sentence)
    (either,) = [one for one in found.lines if "er_status" in one.sentence]
    assert "er_status" in either.text and "positive" in either.sentence


def test_a_part_that_asks_no_more_than_the_others_keeps_the_trial_as_wide_as_it_was():
    document = json.loads(json.dumps(ARMS))
    arms = document["treatment_list"]["step"][0]["arm"]
    document["treatment_list"]["step"][0]["arm"] = [{**arms[0], "dose_level": []}, {**arms[1], "match": [CLINICAL]}]
    base, groups = of(brought(incoming(document)))
    assert not base and len(groups) == 2
    document["treatment_list"]["step"][0]["arm"] = [{**arm, "dose_level": [], "match": [CLINICAL]} for arm in arms]
    base, groups = of(brought(incoming(document)))
    assert len(base) == 2 and not groups


def test_one_part_alone_is_the_whole_trial():
    document = {"protocol_no": "x", "match": [CLINICAL]}
    found = brought(incoming(document))
    assert not found.groups and len(found.lines) == 2


def every_trial():
    if not ORACLES.exists():
        return []
    return sorted([*ORACLES.glob("integration_trials/*.json"), *ORACLES.glob("trials/*.json"), *ORACLES.glob("yaml/*.yaml")])


@pytest.mark.skipif(not ORACLES.exists(), reason="no MatchMiner data beside the repository (../shared/data/matchminer)")
@pytest.mark.parametrize("path", every_trial(), ids=lambda path: path.name)
def test_matchminers_own_trials_come_in_as_the_reader_of_floor_one_reads_them(path):
    file = apart.read([path.read_bytes()], path.name)
    direct = [import_ctml(document, dictionary(), path.name) for document in documents(path)]
    assert [trial.parts for trial in file.trials] == [trial.parts for trial in direct]
    assert [len(trial.not_expressed) for trial in file.trials] == [len(trial.not_expressed) for trial in direct]
    for trial in file.trials:
        found = brought(trial)
        asked = sum(bool(part.sentence.get("all")) for part in trial.parts)
        assert len(found.groups) == (asked if asked > 1 else 0)
        # Every part asks what it asked in the file: the whole trial's lines and its own.
        for one, part in zip(found.groups, [part for part in trial.parts if part.sentence.get("all")], strict=False):
            mine = {line.sentence for line in found.lines if line.group in ("", one["code"])}
            assert mine == {line.sentence for line in of_sentences(part.sentence)}


@pytest.mark.skipif(not ORACLES.exists(), reason="no MatchMiner data beside the repository (../shared/data/matchminer)")
@pytest.mark.parametrize("path", every_trial(), ids=lambda path: path.name)
def test_what_went_out_comes_in_again_as_the_same_sentences(path):
    """Once more round changes nothing, whatever CTML could not say the first time."""
    for trial in apart.read([path.read_bytes()], path.name).trials:
        first, _ = ctml(out_of(brought(trial)), None)
        if not first["treatment_list"]["step"][0].get("match", True):
            continue        # CTML can say nothing of it
        second, _ = ctml(out_of(brought(incoming(first))), None)
        assert matched(second) == matched(first)


def matched(document):
    """What the parts ask; two parts that ask the same are one way in."""
    step = document["treatment_list"]["step"][0]
    found = [step, *step["arm"], *(level for arm in step["arm"] for level in arm["dose_level"])]
    return {meaning(one["match"]) for one in found if "match" in one}


def meaning(match):
    trial = import_ctml({"match": match}, dictionary())
    return repr([normal(sentence(part.sentence, dictionary())) for part in trial.parts])


def normal(node):
    """The same sentence, whatever gates of one kind were put into one another, and in which order."""
    if isinstance(node, Not):
        return ("not", normal(node.of))
    if not isinstance(node, (All, AnyOf)):
        return repr(node)
    kind = type(node).__name__
    found = set()
    for part in map(normal, node.of):
        found |= set(part[1]) if part[0] == kind else {part}
    return next(iter(found)) if len(found) == 1 else (kind, tuple(sorted(found, key=repr)))


def test_a_round_through_ctml_keeps_what_ctml_can_say_and_tells_the_rest():
    found = brought(incoming())
    made, problems = ctml(out_of(found), None)
    arms = made["treatment_list"]["step"][0]["arm"]
    assert [arm["arm_code"] for arm in arms] == ["1-A", "1-B", "dose levels"]
    assert [one["level_code"] for one in arms[2]["dose_level"]] == ["1-A-1"]
    assert any("pdl1_quux" in problem.text("zh") for problem in problems)
    assert len(made["_paeonia_not_expressed"]) == len(problems)


@pytest.mark.parametrize("slug", sorted(trials()))
def test_the_file_of_the_house_is_read_as_what_was_written(slug):
    """Every shipped trial, taken apart into lines and put together again, asks the same."""
    from paeonia.knowledge.dictionary import root
    from paeonia.modules.trials.curation.beginning import of_file

    known = trials()[slug]
    tree = (root() / "trials" / known.place.rpartition(":")[0] if ":" in known.place else root() / "trials" / known.place)
    lines, named = of_file(str(tree.relative_to(root() / "trials")))
    whole, groups = parts([{"outcome": one.outcome, "sentence": one.sentence, "group": one.group} for one in lines], named)
    text = as_yaml(house(Outgoing(slug, whole, groups, "2026-02-28", True), None))
    again, problems = read_trial(text.encode(), "trial.yaml", dictionary())
    assert not problems and again is not None
    assert same(again.eligibility) == same(known.eligibility)
    assert (again.registry, again.title, again.setting, again.drugs) == (
        known.registry, known.title, known.setting, known.drugs)


def same(node):
    from paeonia.modules.trials.deciding import flat_parts

    return flat_parts(node)


def test_groups_become_cohorts_of_the_house():
    found = brought(incoming())
    again, problems = read_trial(as_yaml(house(out_of(found), None)).encode(), "trial.yaml", dictionary())
    assert not problems and again is not None
    base, groups = of(found)
    assert same(again.eligibility) == same(All(tuple(base)))
    assert [one.code for one in again.cohorts] == ["1-A", "1-A-1", "1-B"]
    assert [same(one.criteria) for one in again.cohorts] == [same(one) for one in groups]
    assert again.confidence == "low"        # nobody has approved it


@pytest.mark.parametrize(("raw", "code"), [
    (b"", "exchange-nothing"), (b"\xff\xfe\x00", "ctml-unreadable"), (b"{", "ctml-unreadable"),
    (b"a: &a [1]\nb: *a", "ctml-unreadable"), (b"[1, 2]", "ctml-not-a-trial"), (b'{"x": 1}', "ctml-not-a-trial"),
    (b"<?xml version='1.0'?><x/>", "ctml-not-a-trial"), (b"[" * 100_000, "ctml-unreadable")])
def test_files_that_are_no_ctml_are_refused_with_the_reason(raw, code):
    with pytest.raises(Refused) as refused:
        apart.read([raw], "x.yaml")
    assert {problem.code for problem in refused.value.problems} == {code}


def test_a_file_that_is_too_large_or_too_heavy_is_stopped():
    with pytest.raises(Refused, match="more than 5 MB"):
        apart.read([b" " * 2**20] * 6, "x.yaml")
    heavy = b"match:\n" + b"- clinical: {gender: Female}\n" * 100_000
    with pytest.raises(Refused, match="more memory or time"):
        apart.read([heavy], "x.yaml", Confines(memory=600, seconds=1))


def test_one_of_several_trials_is_chosen_by_its_number():
    file = apart.read([json.dumps([ARMS, {**ARMS, "protocol_no": "26-002", "nct_id": ""}]).encode()], "two.json")
    assert len(file.trials) == 2 and len(chosen(file.trials, "")) == 2
    assert [one.protocol_no for one in chosen(file.trials, "26-002")] == ["26-002"]
    assert [one.protocol_no for one in chosen(file.trials, " nct90000001 ")] == ["26-001"]


def test_a_sentence_leaves_as_it_was_written():
    assert plain("ki67: {at least: 20 %}") == {"ki67": {"at least": "20 %"}}
    assert plain("pregnant: no") == {"pregnant": "no"} and plain("cT: [T1, T2]") == {"cT": ["T1", "T2"]}

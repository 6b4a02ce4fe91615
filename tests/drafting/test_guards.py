"""What a line forbids in words that no record holds is asked of those only who have the thing itself on record."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from paeonia.criteria.nodes import Ask, leaves
from paeonia.criteria.words import both
from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.curation.beginning import of_text
from paeonia.modules.trials.drafting.draft import draft
from paeonia.modules.trials.drafting.guard_sentences import is_guard

# side, line -> the thing of which a question is asked
ROWS = Path(__file__).with_name("guarded.txt").read_text(encoding="utf-8").splitlines()
SIDE = {"+": "Inclusion criteria:", "-": "Exclusion criteria:"}


def guards(line):
    return [item for item in (line.sentence or {}).get("none", ()) if is_guard(item)]


@pytest.mark.parametrize("row", ROWS)
def test_a_line_is_guarded_by(row):
    text, wanted = row[2:].rsplit(" -> ", 1)
    found = draft([SIDE[row[0]], text.strip()], dictionary())[1]
    assert found.guarded and found.part and found.question
    assert [item["all"][:-1] for item in guards(found)] == [[yaml.safe_load(wanted)]]
    assert text.strip() in repr(found.sentence)        # the question is about the line as it was written


# The thing that is named is not what is forbidden, or somebody who is excluded may have nothing of it on record.
UNSURE = """
- Family history of heart disease
- High risk of heart disease
- Suspected or confirmed significant heart disease
- Planned chemotherapy of more than 20 days
- Candidate for chemotherapy with a new drug
- Toxicity from chemotherapy that has not resolved
- Contraindication to corticosteroids in high doses
- Intolerance of corticosteroids in high doses
- Unable to stop aspirin in high doses
- Unwilling to stop corticosteroids
- Heart disease vaccine
- Steroid-dependent rash
- Radiation-induced rash
- Radiation-induced asthma
- Clinically significant renal disease
- Significant heart disease or gout
- Significant gout, or heart disease that needs treatment
- Serious medical or psychiatric illness
- Uncontrolled illness including infection that needs hospital care
- Locally advanced, or significant heart disease
- Significant heart disease or requiring oxygen at night
- Unstable arrhythmia or patients that require medicines of narrow range
- Major surgery within 20 days (minor surgery within 8 days)
- No significant heart disease
- Lack of significant heart disease
- Chemotherapy may not be given until 9 days after a biopsy
- Patients with brain metastases are eligible unless they need steroids
- Except for significant heart disease that is stable
- Other cancer or a mass in the opposite breast that grows
- Surgery of more than 2 hours
- Pleural effusion that is stable
- Psychiatric illness that is unstable, or if they live in a hospice
- Hematologic abnormality of grade 2 that needs care
- Severe heart disease including QT prolongation that was measured
- Radiotherapy not given
- Tamoxifen not tolerated
- Chemotherapy refused
- Unhealed wound not ruled out
+ Must have had prior radiotherapy to more than one site
+ Significant heart disease must be stable
+ Brain metastases that are treated and stable
+ No chance of significant heart disease
+ No hope of cure by chemotherapy
+ Women who received chemotherapy of one kind (taxanes were not permitted)
""".strip().splitlines()


@pytest.mark.parametrize("row", UNSURE)
def test_nobody_who_is_excluded_may_slip_through(row):
    found = draft([SIDE[row[0]], row[2:]], dictionary())[1]
    assert not found.guarded and not guards(found), found.sentence


def test_a_thing_that_is_forbidden_anyway_is_not_asked_about():
    found = draft(["Exclusion criteria:", "Cirrhosis or active asthma that needs steroids"], dictionary())[1]
    asked = [item["all"][0] for item in guards(found)]
    assert asked == [{"condition": {"group": "asthma"}}] or asked == [{"condition": {"group": ["cirrhosis", "asthma"]}}]
    assert (asked[0]["condition"]["group"] == "asthma") == ({"condition": {"group": "cirrhosis"}} in found.sentence["none"])


def test_an_exception_on_the_next_line_leaves_the_guard():
    lines = ["Exclusion criteria:", "Uncontrolled hypertension or diabetes", "Except those who are treated"]
    found = draft(lines, dictionary())[1]
    assert found.guarded and guards(found) == found.sentence["none"]


def test_the_workbench_does_not_ask_everybody_what_the_guard_asks_of_some():
    sketch = of_text("Exclusion criteria:\nUncontrolled hypertension or diabetes")[1]
    partly = of_text("Exclusion criteria:\nDiabetes, gout")[1]
    assert sketch.sentence.count("ask") == 1 and "hypertension_uncontrolled" in sketch.sentence
    assert yaml.safe_load(sketch.sentence).keys() == {"none"} and yaml.safe_load(partly.sentence).keys() == {"all"}


def test_below_a_heading_that_says_what_about_a_drug_nothing_is_guarded():
    found = draft(["Exclusion criteria:", "Intolerance of:", "Corticosteroids > 10 mg/day"], dictionary())[2]
    assert not found.guarded


def test_what_shuts_out_among_what_is_asked_for_is_asked_as_an_exclusion():
    found = draft(["Women with heart disease that limits walking are not eligible"], dictionary())[0]
    assert found.guarded and "Does this exclusion apply" in guards(found)[0]["all"][1]["ask"]["en"]


def test_a_guard_reads_well():
    said = both(draft(["Exclusion criteria:", "Significant heart disease"], dictionary())[1].node, dictionary())
    assert said["en"].startswith("if illness: heart disease, the answer must be no: Does this exclusion apply")
    assert said["zh"].startswith("如有合并疾病：心脏疾病，则下列问题须答“否”：")
    said = both(draft(["No infection that needs care"], dictionary())[0].node, dictionary())
    assert "the answer must be yes" in said["en"] and "须答“是”" in said["zh"]
    node = draft(["Exclusion criteria:", "Uncontrolled hypertension or diabetes"], dictionary())[1].node
    assert "; illness: hypertension or diabetes, if the answer is yes: " in both(node, dictionary())["en"]
    assert "，且下列问题答“是”：" in both(node, dictionary())["zh"]
    assert sum(isinstance(leaf, Ask) for leaf in leaves(node)) == 1

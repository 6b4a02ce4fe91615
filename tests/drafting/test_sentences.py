"""What a line is read as: one row a case, in words of our own. `*` behind the sentence: a rest is left for a person."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.drafting.draft import draft
from paeonia.modules.trials.drafting.guard_sentences import is_guard

# side, line -> sentence in YAML, or the outcome in brackets
ROWS = Path(__file__).with_name("rows.txt").read_text(encoding="utf-8").splitlines()
SIDE = {"+": "Inclusion criteria:", "-": "Exclusion criteria:"}


def unguarded(sentence):
    """What a sentence says by itself; what only a person may exclude by is in test_guards.py."""
    if sentence is None or set(sentence) != {"none"}:
        return sentence
    kept = [item for item in sentence["none"] if not is_guard(item)]
    return {"none": kept} if kept else None


@pytest.mark.parametrize("row", ROWS)
def test_a_line_is_read_as(row):
    side, line = row[0], row[2:].rpartition(" -> ")[0].strip()
    wanted = row.rpartition(" -> ")[2]
    found = draft([SIDE[side], line], dictionary())[1]
    if wanted.startswith("("):
        assert f"({found.outcome})" == wanted, found.sentence
    else:
        assert unguarded(found.sentence) == yaml.safe_load(wanted.removesuffix(" *")), found.outcome
        assert found.part == wanted.endswith(" *")


# Where a word turns the meaning, nothing is drafted rather than something wrong.
UNSURE = """
- Hypertension unless well controlled
- Heart failure in the opinion of the investigator
+ Patients with hormone receptor positive disease must have progressed on tamoxifen or be unfit for it
- On tamoxifen and unwilling to stop it
+ Measurable disease or at least one bone lesion
- Prior chemotherapy except capecitabine in a trial
- Serious heart or lung disease
- No prior trastuzumab
- Prior chemotherapy, an unheard-of drug given twice a day, or immunotherapy for metastatic disease
- Cardiovascular, renal or lung disease that would hinder follow-up
+ Positive for ER, PgR, or both
+ Tumour size  4 cm
- Participation in another experimental drug study
- Node-negative, T1, grade 1 breast cancer
+ T1-3, N0, M0 or T2-4, N1, M0
+ QTc below 450 ms by the formula of Bazett
- CNS disease unrelated to cancer, unless treated
+ If the patient is younger than 18 years, the parents give informed consent
- Status of ER and PR negative or unknown
- Other cancer that was cured and without evidence of disease for 8 years
- Prior chemotherapy using the drugs of this study
- Arrhythmia or heart valve disease that requires a device
- A man with a pregnant partner
+ A sleep score of 13 or less
+ Creatinine clearance of at least 72 mL/min for subjects up to 51 years of age
+ Colon cancer, triple negative breast cancer, ovarian cancer
+ Breast cancer of one of the following subtypes: (1) ER-positive; (2) triple negative
+ Locally advanced disease; or triple negative disease
- Hormonal therapy within 3 weeks or 5 half-lives, whichever is shorter
+ Stage II disease, or HER2-positive and no longer fit for trastuzumab
- Patients who are 70 or older must have an echocardiogram
+ Patients aged 50 to 55: menopause is judged by FSH
- Severe asthma or gout
- Advanced, unheard-of spread
- Current taxane or neoadjuvant platinum chemotherapy
- Dyspnoea because of complications of advanced malignancy
+ Measurable stage IV or inoperable stage III advanced disease
+ Failed at least three prior taxane regimens
""".strip().splitlines()


@pytest.mark.parametrize("row", UNSURE)
def test_what_is_not_sure_is_left_to_a_person(row):
    found = draft([SIDE[row[0]], row[2:]], dictionary())[1]
    assert unguarded(found.sentence) is None, found.sentence
    assert found.guarded or found.outcome in ("ask", "not_understood")

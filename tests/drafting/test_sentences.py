"""What a line is read as: one row a case, in words of our own. `*` behind the sentence: a rest is left for a person."""

from __future__ import annotations

import pytest
import yaml

from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.drafting.draft import draft

# side, line -> sentence in YAML, or the outcome in brackets
ROWS = """
+ Aged 21 years or older                                    -> age: {from: 21}
+ Women between 30 and 65 years of age                      -> all: [{sex: female}, {age: {from: 30, to: 65}}]
+ Age > 40 years                                            -> age: {more than: 40}
- Younger than 19 years of age                              -> none: [{age: {less than: 19}}]
+ ECOG 0 or 1                                               -> ecog: {at most: 1}
+ WHO performance status no more than 2                     -> ecog: {at most: 2}
+ Zubrod 0-1                                                -> ecog: {at most: 1}
+ Karnofsky at least 70 %                                   -> karnofsky: {at least: 70}
- ECOG performance status above 2                           -> none: [{ecog: {more than: 2}}]
+ Life expectancy of 4 months or more                       -> life_expectancy: {at least: 4 mo}
+ Postmenopausal                                            -> menopausal: post
+ Premenopausal or postmenopausal                           -> (remark)
+ Neutrophils of at least 1,200/mm^3                        -> anc: {at least: 1200 /uL}
+ ANC ≥ 1.5 x 10^9/L                                        -> anc: {at least: 1.5 10*9/L}
+ Platelet count  90,000/mm^3                               -> platelets: {at least: 90000 /uL}
+ Haemoglobin not below 8.5 g/dL                            -> (ask)
+ Hemoglobin (Hb) >= 8.5 g/dL (85 g/L)                      -> haemoglobin: {at least: 8.5 g/dL}
+ Bilirubin no more than 1.25 times the upper limit of normal -> bilirubin: {at most: 1.25 x ULN}
+ AST (SGOT) and ALT (SGPT) =< 3 x ULN                      -> all: [{ast: {at most: 3 x ULN}}, {alt: {at most: 3 x ULN}}]
+ Transaminases <= 2 x ULN (<= 4 x ULN if liver metastases) -> all: [{any: [{alt: {at most: 2 x ULN}}, {all: [{metastasis: {site: liver}}, {alt: {at most: 4 x ULN}}]}]}, {any: [{ast: {at most: 2 x ULN}}, {all: [{metastasis: {site: liver}}, {ast: {at most: 4 x ULN}}]}]}]
+ Creatinine <= 120 umol/L or creatinine clearance >= 45 mL/min -> any: [{creatinine: {at most: 120 umol/L}}, {crcl: {at least: 45 mL/min}}]
+ LVEF 53 % or higher by echocardiography                   -> lvef: {at least: 53 %}
- QTcF > 475 ms                                             -> none: [{qtcf: {more than: 475 ms}}]
+ ER-positive and/or PR-positive tumour                     -> any: [{er: positive}, {pr: positive}]
+ HR+/HER2- disease                                         -> all: [{hr: positive}, {her2: negative}]
+ HER2 positive (IHC 3+ or FISH amplified)                  -> her2: positive
+ HER2 IHC 1+                                               -> her2_ihc: 1+
+ Triple-negative breast cancer                             -> subtype: triple_negative
- HER2-, or ER-positive tumour                              -> none: [{her2: positive}, {er: positive}]
+ Stage IIB to IIIA                                         -> stage_anatomic: {from: IIB, to: IIIA}
+ cT2-T3                                                    -> cT: {from: T2, to: T3}
+ Inoperable locally advanced or metastatic breast cancer   -> disease_extent: [locally_advanced_inoperable, metastatic]
- Distant metastases                                        -> none: [{disease_extent: metastatic}]
+ Measurable disease as per RECIST 1.1                      -> measurable_disease: yes
+ Measurable or evaluable disease                           -> evaluable_disease: yes
- Untreated brain metastases                                -> none: [{metastasis: {site: brain, status: untreated}}]
+ No leptomeningeal disease                                 -> none: [{metastasis: {site: leptomeningeal}}]
- Earlier treatment with a taxane                           -> none: [{therapy: {class: taxane}}]
- Prior capecitabine or vinorelbine                         -> none: [{therapy: {class: [capecitabine, vinorelbine]}}]
- Previous Ibrance                                          -> none: [{therapy: {class: palbociclib}}]
- Prior chemotherapy for metastatic disease                 -> none: [{therapy: {class: chemotherapy, setting: advanced}}]
+ Must have received an anthracycline and a taxane          -> all: [{therapy: {class: anthracycline}}, {therapy: {class: taxane}}]
+ At most two prior chemotherapy regimens for metastatic disease -> therapy: {class: chemotherapy, setting: advanced, lines: {at most: 2}}
+ At least 5 weeks since prior radiotherapy                 -> none: [{radiotherapy: {ended within: 5 weeks}}]
- Endocrine therapy within 10 days of randomisation         -> none: [{therapy: {class: endocrine_therapy, ended within: 10 days}}]
- Major surgery less than 3 weeks before enrolment          -> none: [{procedure: {kind: major_surgery, within: 3 weeks}}]
- Concurrent anticoagulants                                 -> none: [{therapy: {class: anticoagulant, ongoing: yes}}]
- Live vaccine within 30 days before the first dose         -> none: [{vaccination: {kind: live, within: 30 days}}]
- Pregnant or breast-feeding                                -> none: [{pregnant: yes}, {breastfeeding: yes}]
+ Negative pregnancy test within 10 days                    -> any: [{childbearing_potential: no}, {pregnancy_test: {is: negative, within: 10 days}}]
+ Women who can have children must use reliable contraception -> any: [{childbearing_potential: no}, {contraception: yes}] *
- Another malignancy in the last 4 years, except treated basal cell skin cancer -> none: [{condition: {group: significant_malignancy, within: 4 years}}]
- HIV infection, hepatitis B or hepatitis C                 -> none: [{condition: {group: [hiv_infection, hepatitis_b, hepatitis_c]}}]
- Active infection                                          -> none: [{condition: {group: infection, status: active}}]
- Uncontrolled hypertension                                 -> none: [{condition: {group: hypertension_uncontrolled}}]
- Stroke within 9 months                                    -> none: [{condition: {group: stroke, started within: 9 months}}]
- Heart failure of NYHA class II or higher                  -> none: [{condition: {group: heart_failure, nyha: {at least: 2}}}]
- NYHA class II or higher heart failure                     -> none: [{condition: {group: heart_failure, nyha: {at least: 2}}}]
- Neuropathy of grade 3 or higher                           -> none: [{condition: {group: peripheral_neuropathy, grade: {at least: 3}}}]
- Interstitial lung disease                                 -> none: [{condition: {group: interstitial_lung_disease}}]
- Allergy to trastuzumab or docetaxel                       -> none: [{allergy: {agent: [trastuzumab, docetaxel]}}]
+ Germline BRCA1/2 mutation                                 -> gbrca: pathogenic
+ PIK3CA mutation                                           -> variant: {gene: PIK3CA, significance: pathogenic}
+ Prior bisphosphonates are allowed                         -> (remark)
+ Written informed consent                                  -> (ask)
+ Able to fill in the diary                                 -> (ask)
+ 年龄25-70岁                                                -> age: {from: 25, to: 70}
+ ECOG评分0-2分                                              -> ecog: {at most: 2}
+ 中性粒细胞绝对值≥1.2×10^9/L                                 -> anc: {at least: 1.2 10*9/L}
+ 总胆红素≤2倍正常值上限(ULN)                                 -> bilirubin: {at most: 2 x ULN}
+ 血红蛋白不低于85g/L                                         -> haemoglobin: {at least: 85 g/L}
+ 左室射血分数≥52%                                           -> lvef: {at least: 52 %}
+ HER2阳性(IHC 3+或ISH+)                                     -> her2: positive
+ 激素受体阳性，HER2阴性                                      -> all: [{hr: positive}, {her2: negative}]
+ 三阴性乳腺癌                                               -> subtype: triple_negative
+ 预计生存期至少6个月                                         -> life_expectancy: {at least: 6 mo}
+ 至少有一个可测量病灶                                        -> measurable_disease: yes
+ ALT和AST≤2×ULN，肝转移患者≤4×ULN                            -> all: [{any: [{alt: {at most: 2 x ULN}}, {all: [{metastasis: {site: liver}}, {alt: {at most: 4 x ULN}}]}]}, {any: [{ast: {at most: 2 x ULN}}, {all: [{metastasis: {site: liver}}, {ast: {at most: 4 x ULN}}]}]}]
- 既往接受过吡咯替尼治疗                                       -> none: [{therapy: {class: pyrotinib}}]
- 首次给药前3周内接受过放疗                                    -> none: [{radiotherapy: {ended within: 3 weeks}}]
- 妊娠或哺乳期                                               -> none: [{pregnant: yes}, {breastfeeding: yes}]
- 6个月内发生过心肌梗死                                       -> none: [{condition: {group: myocardial_infarction, started within: 6 months}}]
- 3年内患有其他恶性肿瘤，已治愈的皮肤基底细胞癌除外              -> none: [{condition: {group: significant_malignancy, within: 3 years}}]
- 活动性乙型肝炎                                             -> none: [{condition: {group: hepatitis_b, status: active}}]
- 对卡铂过敏                                                 -> none: [{allergy: {agent: carboplatin}}]
+ 签署知情同意书                                              -> (ask)
- 研究者认为不适合参加                                        -> (ask)
""".strip().splitlines()
SIDE = {"+": "Inclusion criteria:", "-": "Exclusion criteria:"}


@pytest.mark.parametrize("row", ROWS)
def test_a_line_is_read_as(row):
    side, line = row[0], row[2:].rpartition(" -> ")[0].strip()
    wanted = row.rpartition(" -> ")[2]
    found = draft([SIDE[side], line], dictionary())[1]
    if wanted.startswith("("):
        assert f"({found.outcome})" == wanted, found.sentence
    else:
        assert found.sentence == yaml.safe_load(wanted.removesuffix(" *")), found.outcome
        assert found.part == wanted.endswith(" *")


# Where a word turns the meaning, nothing is drafted rather than something wrong.
UNSURE = """
- Hypertension unless well controlled
- Heart failure in the opinion of the investigator
+ Patients with hormone receptor positive disease must have progressed on tamoxifen
- On tamoxifen and unwilling to stop it
+ Measurable disease or at least one bone lesion
- Prior chemotherapy except capecitabine
- Serious heart or lung disease
- No prior trastuzumab
""".strip().splitlines()


@pytest.mark.parametrize("row", UNSURE)
def test_what_is_not_sure_is_left_to_a_person(row):
    found = draft([SIDE[row[0]], row[2:]], dictionary())[1]
    assert found.outcome in ("ask", "not_understood"), found.sentence

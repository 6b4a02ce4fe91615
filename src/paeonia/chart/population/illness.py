"""Other illnesses by age, hepatitis B, harm from treatment, and supportive drugs."""

from __future__ import annotations

import numpy as np

from .dice import where
from .tables import NEVER, Array, Mask
from .world import World

# Prevalence in Chinese women by age group under 45, 45-59, from 60: hypertension 6/30/57 % (Wang, Circulation 2018),
# diabetes 4/11/20 % (Li, BMJ 2020), dyslipidaemia, hypothyroidism, coronary disease, osteoporosis, cataract (rounded).
BY_AGE = {
    "hypertension_controlled": (0.05, 0.23, 0.48),
    "hypertension_uncontrolled": (0.003, 0.015, 0.03),
    "diabetes_type2": (0.03, 0.09, 0.18),
    "dyslipidaemia": (0.08, 0.18, 0.25),
    "hypothyroidism": (0.03, 0.04, 0.05),
    "coronary_disease": (0.002, 0.015, 0.06),
    "osteoporosis": (0.01, 0.06, 0.25),
    "fatty_liver": (0.12, 0.18, 0.18),
    "stroke": (0.001, 0.006, 0.02),
    "asthma": (0.02, 0.02, 0.02),
    "atrial_fibrillation": (0.001, 0.004, 0.02),
    "rheumatoid_arthritis": (0.003, 0.005, 0.006),
    "lupus": (0.002, 0.001, 0.001),
    "autoimmune_thyroid": (0.02, 0.02, 0.02),
    "thyroid_cancer": (0.012, 0.012, 0.008),
    "depression": (0.04, 0.05, 0.04),
    "cataract": (0.0, 0.01, 0.08),
    "heart_failure": (0.001, 0.003, 0.012),
}
HEPATITIS_B = 0.06  # surface antigen positive (China 2020-2022 survey: 5.9 %)
ILD_AFTER_TDXD = 0.10  # any grade 10-15 % (DESTINY-Breast03 and 04)


def illness(w: World) -> tuple[Mask, Mask]:
    """Write conditions and their review; returns who has diabetes and who hypertension."""
    d, t = w.dice, w.tables
    age = w.age + (w.as_of - w.diagnosed) / 365.25
    band = np.digitize(age, (45, 60))
    known: dict[str, Mask] = {}
    for name, shares in BY_AGE.items():
        known[name] = d.chance(np.array(shares)[band])
        since = np.maximum(w.diagnosed - d.days(100, 3500), w.born + 6600)
        t.event(
            "condition",
            known[name],
            since,
            ongoing=known[name],
            codes={
                "group": name,
                "status": "uncontrolled" if name.endswith("uncontrolled") else "controlled",
            },
        )
    _hepatitis(w)
    _harm(w)
    t.review("condition", d.chance(0.7), w.seen)  # assumed
    t.review("allergy", d.chance(0.6), w.seen)
    t.review("vaccination", d.chance(0.35), w.seen)
    t.event("allergy", d.chance(0.012), w.diagnosed, codes={"agent": "docetaxel", "severity": "severe"})
    return known["diabetes_type2"], known["hypertension_controlled"] | known["hypertension_uncontrolled"]


def _hepatitis(w: World) -> None:
    d, t = w.dice, w.tables
    carrier = d.chance(HEPATITIS_B)
    tested = d.chance(0.86)  # screened before chemotherapy (CSCO BC)
    t.code("hbsag", tested, (("negative", "positive"), carrier.astype(np.int16)), w.diagnosed + 5)
    t.code(
        "hbcab",
        tested & d.chance(0.7),
        (("negative", "positive"), (carrier | d.chance(0.28)).astype(np.int16)),
        w.diagnosed + 5,
    )
    t.code(
        "hcv_ab",
        tested & d.chance(0.9),
        (("negative", "positive"), d.chance(0.006).astype(np.int16)),
        w.diagnosed + 5,
    )
    t.code(
        "hiv",
        tested & d.chance(0.9),
        (("negative", "positive"), d.chance(0.0005).astype(np.int16)),
        w.diagnosed + 5,
    )
    t.event(
        "condition",
        carrier & tested,
        w.diagnosed + 5,
        ongoing=carrier,
        codes={
            "group": "hepatitis_b",
            "status": where([(d.chance(0.93), "controlled"), (carrier, "active")], w.n),
        },
    )
    t.number(
        "hbv_dna",
        carrier & tested & d.chance(0.75),
        np.where(d.chance(0.8), 20.0, np.round(d.skewed(900, 1.4, 30))),
        w.seen,
    )


def _harm(w: World) -> None:
    d, t = w.dice, w.tables
    lung = w.ever("trastuzumab_deruxtecan") & d.chance(ILD_AFTER_TDXD)
    day = _before(w, 40)
    grade = np.where(d.chance(0.6), 1.0, np.where(d.chance(0.75), 2.0, 3.0))
    t.event(
        "condition",
        lung,
        day,
        codes={"group": "interstitial_lung_disease", "status": "resolved"},
        numbers={"grade": grade},
    )
    t.event(
        "adverse_event",
        lung,
        day,
        day + 60,
        {"term": "pneumonitis", "agent": "trastuzumab_deruxtecan", "outcome": "recovered"},
        {"grade": grade},
    )
    nerve = w.ever("paclitaxel", "nab_paclitaxel", "docetaxel", "utidelone") & d.chance(
        0.3
    )  # CIPN, Seretny 2014
    grade = np.where(d.chance(0.75), 1.0, np.where(d.chance(0.85), 2.0, 3.0))
    t.event(
        "condition",
        nerve,
        _before(w, 120),
        codes={"group": "peripheral_neuropathy", "status": "active"},
        numbers={"grade": grade},
    )
    arm = w.ever("docetaxel", "epirubicin") & w.operated & d.chance(0.15)  # DiSipio 2013
    t.event("condition", arm, w.surgery + 200, codes={"group": "lymphoedema", "status": "controlled"})
    bone = w.sites["bone"] & d.chance(0.8)  # guideline care
    stop = np.full(w.n, NEVER)
    kind = d.chance(0.5)
    for drug, who in (("denosumab", kind), ("zoledronic_acid", ~kind)):
        w.give(drug, bone & who, w.metastatic + 20, stop, setting="supportive", intent="supportive")


def _before(w: World, most: int) -> Array:
    begun = np.where(w.advanced, w.metastatic, w.diagnosed)
    found: Array = np.maximum(w.seen - w.dice.days(5, most), np.minimum(begun + 3, w.as_of))
    return found

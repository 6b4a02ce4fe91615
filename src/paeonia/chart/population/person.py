"""Who they are: age, sex, menopause, build, and the course of the disease in outline."""

from __future__ import annotations

import numpy as np

from paeonia.record.dictionary import YES_NO

from .tables import NEVER
from .world import HER2, HR, HR_HER2, TNBC, World

# Receptor subtypes of Chinese women: HR+/HER2- about 60-65 %, HER2+ 20-25 %, TNBC 12-15 %
# (Li et al., Breast Cancer Res Treat 2016; Chinese Society of Breast Surgery series).
SUBTYPES = {"hr": 0.63, "hr_her2": 0.125, "her2": 0.105, "tnbc": 0.14}
# Share with advanced disease in a medical oncology clinic, and of these metastatic at diagnosis: assumed, so that
# de novo stage IV is about 7 % of all (5-8 % in SEER and Chinese hospital series).
ADVANCED, DE_NOVO = 0.45, 0.155
MALE = 0.01  # about 1 % (Giordano, N Engl J Med 2018)
# Median years from diagnosis to relapse: HR+ relapses late, TNBC early (Dent, Clin Cancer Res 2007; Pan, NEJM 2017).
FREE_YEARS = np.array([4.6, 3.6, 2.6, 1.8])
# Median years lived so far with advanced disease, among the living: assumed.
ADVANCED_YEARS = np.array([1.6, 1.9, 1.7, 0.75])


def outline(w: World) -> None:
    """When the disease was found, whether and when it came back, and when she was last seen."""
    d, n = w.dice, w.n
    w.subtype = d.of(SUBTYPES)[1].astype(np.int64)
    w.advanced = d.chance(ADVANCED)
    w.de_novo = w.advanced & d.chance(DE_NOVO)
    w.relapsed = w.advanced & ~w.de_novo
    since = (d.rng.exponential(ADVANCED_YEARS[w.subtype]) * 365.25).clip(3, 2100).astype(np.int64)
    free = (d.skewed(FREE_YEARS[w.subtype], 0.6, 0.6, 18) * 365.25).astype(np.int64)
    # Early patients are followed for years but seen most in the first two: assumed exponential, 2.2 years.
    early = (d.rng.exponential(2.2, n) * 365.25).clip(5, 3650).astype(np.int64)
    w.metastatic = np.where(w.advanced, w.as_of - since, NEVER)
    w.diagnosed = np.where(
        w.de_novo, w.metastatic, np.where(w.advanced, w.as_of - since - free, w.as_of - early)
    )
    # Visits: every three weeks under treatment, every three to six months in follow-up (CSCO BC 2024).
    w.seen = w.as_of - np.where(
        w.advanced | (early < 300), d.days(0, 24), np.minimum(d.days(0, 150), early - 5)
    )
    w.seen = np.maximum(w.seen, np.minimum(w.as_of, np.where(w.advanced, w.metastatic, w.diagnosed) + 3))


def person(w: World) -> None:
    """Age, sex, menopausal status, build; and the facts of the front page of a chart."""
    d, t = w.dice, w.tables
    w.male = d.chance(MALE)
    w.subtype[w.male & (w.subtype == TNBC)] = HR  # over 90 % of men are HR+ (Giordano 2018)
    w.subtype[w.male & (w.subtype == HER2)] = HR_HER2
    # Chinese median age at diagnosis 48-50, peak 45-55 (Fan et al., Lancet Oncol 2014); men about 61.
    w.age = np.where(w.male, d.about(61, 11, 32, 88), d.about(50, 10.5, 23, 88))
    w.age = np.where(w.subtype == TNBC, np.maximum(23, w.age - 2), w.age)
    w.born = w.diagnosed - (w.age * 365.25).astype(np.int64)
    everybody = np.ones(w.n, bool)
    t.date("birth_date", everybody, w.born)
    t.always("sex", everybody, (("female", "male"), w.male.astype(np.int16)))
    t.date("diagnosis_date", everybody, w.diagnosed)
    t.date("metastatic_date", w.advanced, w.metastatic)
    _menopause(w)
    _build(w)
    t.code("vital_status", d.chance(0.95), "alive", w.seen)
    t.code(
        "consent_contact", d.chance(0.82), (YES_NO, (~d.chance(0.88)).astype(np.int16)), w.diagnosed + 7
    )  # assumed
    t.code(
        "consent_research", d.chance(0.75), (YES_NO, (~d.chance(0.9)).astype(np.int16)), w.diagnosed + 7
    )  # assumed
    smoking = d.by(
        w.male.astype(int),
        [{"never": 96, "former": 2, "current": 2}, {"never": 45, "former": 20, "current": 35}],
    )
    t.code("smoking", d.chance(0.7), smoking, w.seen)  # women 2 %, men about half (China GATS 2018)
    t.code(
        "family_history", d.chance(0.8), (YES_NO, (~d.chance(0.08)).astype(np.int16)), w.diagnosed
    )  # 5-10 %


def _menopause(w: World) -> None:
    d, t = w.dice, w.tables
    stop = d.about(49.5, 3.6, 38, 59)  # mean age at menopause in China 49-50 (Wang, Menopause 2021)
    now = w.age + (w.as_of - w.diagnosed) / 365.25
    # Chemotherapy takes the periods of most women above forty: assumed two years earlier.
    w.post, w.post_now = ~w.male & (w.age > stop), ~w.male & (now > stop - 1)
    for years, day in ((w.age, w.diagnosed), (now - (w.as_of - w.seen) / 365.25, w.seen)):
        index = np.where(years > stop, 2, np.where(years > stop - 1.5, 1, 0)).astype(np.int16)
        t.code("menopausal", ~w.male & d.chance(0.88), (("pre", "peri", "post_natural"), index), day)
    fertile = ~w.male & ~w.post_now
    recent = d.days(0, 25)
    tested = fertile & (now < 52) & d.chance(0.5) & (w.as_of - w.seen < 40)
    expecting = tested & (now < 42) & d.chance(0.004)  # pregnancy-associated cancer is rare (Andersson 2009)
    t.code(
        "pregnant",
        tested,
        (YES_NO, (~expecting).astype(np.int16)),
        np.maximum(w.seen - recent % 7, w.diagnosed),
    )
    t.code("childbearing_potential", fertile & d.chance(0.7), "yes", w.seen)
    t.code("contraception", fertile & d.chance(0.5), (YES_NO, (~d.chance(0.92)).astype(np.int16)), w.seen)


def _build(w: World) -> None:
    d, t = w.dice, w.tables
    # Chinese women of middle age: 157 cm, 59 kg; men 168 cm, 70 kg (NHC nutrition and chronic disease report 2020).
    height = np.where(w.male, d.about(168, 6, 150, 190), d.about(157, 5.5, 140, 178))
    w.weight = np.where(
        w.male, d.about(70, 10, 45, 120), d.about(59, 8.5, 36, 105) + (height - 157) * 0.5
    ).clip(35, 120)
    t.number("height", d.chance(0.93), height, w.diagnosed)
    t.number("weight", d.chance(0.9), w.weight + d.about(0, 2), w.diagnosed, 1)
    t.number("weight", d.chance(0.9), w.weight, w.seen, 1)

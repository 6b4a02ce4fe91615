"""What the tumour is: receptors, Ki-67, grade, histology, T, N and M."""

from __future__ import annotations

import numpy as np

from paeonia.record.dictionary import YES_NO

from .dice import is_code, where
from .tables import Array, Mask
from .world import TNBC, World

# Order: HR+/HER2-, HR+/HER2+, HR-/HER2+, TNBC.
# SEER and Chinese series: invasive carcinoma of no special type 80-85 %, lobular 3-5 % in China.
HISTOLOGY = [
    {
        "ductal": 82,
        "lobular": 6,
        "mucinous": 4,
        "mixed": 3,
        "micropapillary": 2,
        "papillary": 1,
        "tubular": 1,
        "apocrine": 0,
    },
    {"ductal": 91, "lobular": 2, "micropapillary": 4, "mixed": 2, "apocrine": 1},
    {"ductal": 94, "apocrine": 3, "mixed": 1, "micropapillary": 2},
    {"ductal": 85, "metaplastic": 5, "apocrine": 4, "medullary": 3, "adenoid_cystic": 1, "mixed": 2},
]
GRADE = [
    {"1": 14, "2": 58, "3": 28},
    {"1": 2, "2": 43, "3": 55},
    {"1": 1, "2": 29, "3": 70},
    {"1": 1, "2": 17, "3": 82},
]
KI67 = np.array([20.0, 32.0, 38.0, 55.0])  # medians; Zhu et al., Medicine 2020
# T and N at diagnosis in Chinese hospitals (Fan 2014; Li 2019): by course: early, later relapsed, de novo.
CT = [
    {"T1b": 8, "T1c": 30, "T2": 47, "T3": 8, "T4b": 5, "T4d": 2},
    {"T1b": 3, "T1c": 19, "T2": 54, "T3": 13, "T4b": 9, "T4d": 2},
    {"T1c": 10, "T2": 42, "T3": 20, "T4b": 22, "T4d": 6},
]
CN = [
    {"N0": 54, "N1": 29, "N2a": 11, "N3a": 4, "N3c": 2},
    {"N0": 30, "N1": 36, "N2a": 22, "N3a": 8, "N3c": 4},
    {"N0": 12, "N1": 36, "N2a": 26, "N3a": 8, "N3c": 18},
]


def tumour(w: World) -> None:
    """The first pathology report and the stage at diagnosis."""
    d, t = w.dice, w.tables
    everybody = np.ones(w.n, bool)
    receptors(w, everybody, w.diagnosed, 1.0)
    t.code("histology", d.chance(0.97), d.by(w.subtype, HISTOLOGY), w.diagnosed)
    grade = d.by(w.subtype, GRADE)
    w.grade3 = is_code(grade, "3")
    t.code("grade", d.chance(0.86), grade, w.diagnosed)
    t.code("laterality", everybody, d.of({"left": 50.5, "right": 47.5, "both": 2}), w.diagnosed)
    t.code("multifocal", d.chance(0.6), (YES_NO, (~d.chance(0.1)).astype(np.int16)), w.diagnosed)
    course = np.where(w.de_novo, 2, w.advanced.astype(int))
    w.tumour, w.nodes = d.by(course, CT), d.by(course, CN)
    staged = d.chance(0.93)
    t.code("cT", staged, w.tumour, w.diagnosed)
    t.code("cN", staged, w.nodes, w.diagnosed)
    t.code("cM", staged | w.de_novo, (("M0", "M1"), w.de_novo.astype(np.int16)), w.diagnosed)
    size = np.select(
        [is_code(w.tumour, "T1b"), is_code(w.tumour, "T1c"), is_code(w.tumour, "T2")],
        [d.between(6, 10), d.between(11, 20), d.between(21, 50)],
        d.skewed(58, 0.25, 51, 160),
    )
    t.number("tumour_size", staged, size, w.diagnosed)
    t.code(
        "disease_extent",
        ~w.advanced & d.chance(0.85),
        where(
            [
                (is_code(w.tumour, "T4b", "T4d") | is_code(w.nodes, "N2a", "N3a", "N3c"), "locally_advanced"),
                (everybody, "early"),
            ],
            w.n,
        ),
        w.diagnosed,
    )
    t.number(
        "tils",
        staged & d.chance(np.array([0.1, 0.3, 0.35, 0.5])[w.subtype]),
        5 * np.round(d.skewed(np.array([10, 15, 20, 25])[w.subtype], 0.7, 0, 90) / 5),
        w.diagnosed,
    )


def receptors(w: World, who: Mask, day: Array, sure: float, hr: Mask | None = None) -> None:
    """One receptor report; `hr` tells who is (still) hormone receptor positive, else the subtype does."""
    d, t = w.dice, w.tables
    positive = w.hr if hr is None else hr
    # ER low (1-10 %) is 2-7 % of ER positive; PR negative in about 15 % of HR+ (ASCO/CAP 2020; own rounding).
    er = np.where(positive, np.where(d.chance(0.05), d.days(1, 10), 5 * np.round(d.between(50, 96) / 5)), 0)
    pr = np.where(
        positive & ~d.chance(0.16),
        np.where(d.chance(0.15), d.days(1, 10), 5 * np.round(d.between(15, 95) / 5)),
        0,
    )
    only_pr = positive & (pr > 0) & d.chance(0.015)
    reported = who & d.chance(0.985 * sure)
    t.number("er_percent", reported, np.where(only_pr, 0, er), day)
    t.number("pr_percent", reported & d.chance(0.99), pr, day)
    t.number("ki67", who & d.chance(0.93 * sure), _ki67(w), day)
    _her2(w, who & d.chance(0.985 * sure), day, sure == 1.0)


def _ki67(w: World) -> Array:
    value = w.dice.skewed(KI67[w.subtype], 0.5, 1, 95)
    return np.where(value > 12, 5 * np.round(value / 5), np.round(value))


def _her2(w: World, who: Mask, day: Array, first: bool) -> None:
    """IHC by subtype; HER2-low: 55-60 % of HR+, 35-40 % of TNBC (Schettini 2021; Denkert 2021)."""
    d, t = w.dice, w.tables
    group = np.where(w.her2, 2, (w.subtype == TNBC).astype(int))
    ihc = d.by(group, [{"0": 43, "1+": 37, "2+": 20}, {"0": 62, "1+": 26, "2+": 12}, {"2+": 18, "3+": 82}])
    zero = is_code(ihc, "0")
    # Null is told from ultralow since DESTINY-Breast06 asks for it; about 60 % of zeros are ultralow (Salgado 2024).
    split = zero & (day > w.as_of - 800) & d.chance(0.6)
    names = (*ihc[0], "0_null", "0_ultralow")
    index = np.where(split, np.where(d.chance(0.6), len(names) - 1, len(names) - 2), ihc[1]).astype(np.int16)
    t.code("her2_ihc", who, (names, index), day)
    equivocal = is_code(ihc, "2+")
    done = who & equivocal & d.chance(np.where(w.her2, 0.97, 0.87))  # ISH lacking for some 2+: assumed 13 %
    measured = done & d.chance(0.5)
    amplified = w.her2
    t.number("her2_ish_ratio", measured, np.where(amplified, d.between(2.1, 7), d.between(0.9, 1.7)), day, 2)
    t.number("her2_copies", measured, np.where(amplified, d.between(6, 18), d.between(1.6, 3.8)), day, 1)
    t.code("her2_ish", done & ~measured, (("negative", "positive"), amplified.astype(np.int16)), day)
    if first:
        w.her2_low = who & ~w.her2 & (is_code(ihc, "1+") | (equivocal & done))

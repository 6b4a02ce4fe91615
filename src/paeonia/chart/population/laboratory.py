"""The latest laboratory, heart and function: three laboratories with their own upper limits, and what is missing."""

from __future__ import annotations

import numpy as np

from .tables import Array, Mask
from .world import World

# variable: median, sigma (log), decimals, upper limits of the three laboratories (women). Medians within WS/T 404 and
# WS/T 405; spread widened for people under treatment (assumed).
Panel = dict[str, tuple[float, float, int, tuple[float, ...]]]
BLOOD: Panel = {
    "haemoglobin": (122, 0.10, 0, ()),
    "anc": (3.1, 0.38, 2, ()),
    "wbc": (5.2, 0.30, 2, ()),
    "platelets": (212, 0.28, 0, ()),
    "lymphocytes": (1.5, 0.32, 2, ()),
}
LIVER: Panel = {
    "alt": (19, 0.52, 0, (40, 50, 35)),
    "ast": (22, 0.42, 0, (35, 40, 35)),
    "alp": (72, 0.32, 0, (135, 125, 100)),
    "bilirubin": (10.5, 0.38, 1, (23.0, 21.0, 26.0)),
    "albumin": (43, 0.08, 1, ()),
    "ldh": (195, 0.24, 0, (250, 245, 250)),
}
KIDNEY: Panel = {"creatinine": (58, 0.17, 0, (81, 84, 73)), "urea": (4.9, 0.25, 1, (7.5, 8.2, 7.1))}
SALTS: Panel = {
    "potassium": (4.1, 0.08, 2, ()),
    "sodium": (140, 0.015, 0, ()),
    "calcium": (2.3, 0.04, 2, (2.52, 2.52, 2.6)),
    "magnesium": (0.88, 0.09, 2, ()),
}
SUGAR: Panel = {"glucose_fasting": (5.2, 0.12, 1, (6.1, 6.1, 6.1))}
MARKERS: Panel = {"ca153": (15, 0.6, 1, (25, 25, 31.3)), "cea": (2.1, 0.6, 2, (5, 5, 5))}
CLOTTING: Panel = {"inr": (1.0, 0.06, 2, ())}
# How often a panel of a visit is on record (assumed): blood counts nearly always, the others less.
PANELS = (
    (BLOOD, 0.93),
    (LIVER, 0.91),
    (KIDNEY, 0.91),
    (SALTS, 0.72),
    (SUGAR, 0.6),
    (MARKERS, 0.7),
    (CLOTTING, 0.3),
)


def laboratory(w: World, diabetic: Mask, hypertensive: Mask, history: int = 0) -> None:
    """The last panels before today, older ones too when `history` asks for them, then heart and function."""
    d = w.dice
    lab = d.days(0, 2)
    own = {name: d.rng.standard_normal(w.n) for panel, _ in PANELS for name in panel}
    steady = w.seen - d.days(0, 9)
    steady = np.where(
        d.chance(0.16), steady - d.days(10, 60), steady
    )  # done elsewhere, or not repeated: assumed
    for back in range(history, -1, -1):
        day = np.maximum(steady - back * (21 + d.days(0, 3) * (back > 0)), w.diagnosed)
        for panel, share in PANELS:
            _panel(w, panel, d.chance(share) & (day >= w.diagnosed), day, lab, own, diabetic)
    _heart(w, hypertensive)
    _function(w)


def _panel(
    w: World, panel: Panel, done: Mask, day: Array, lab: Array, own: dict[str, Array], diabetic: Mask
) -> None:
    d = w.dice
    for name, (median, sigma, decimals, limits) in panel.items():
        level = _level(w, name, median, diabetic)
        z = 0.8 * own[name] + 0.6 * d.rng.standard_normal(w.n)  # people keep to their own level
        value = np.minimum(level * np.exp(sigma * z), level * 12)
        if name in ("albumin", "haemoglobin", "sodium", "potassium"):
            value = np.minimum(value, median * 1.25)
        uln = np.array(limits, float)[lab] if limits else None
        if name == "creatinine" and uln is not None:
            uln = np.where(w.male, uln + 30, uln)
        w.tables.number(name, done & d.chance(0.985), value, day, decimals, uln)


def _level(w: World, name: str, median: float, diabetic: Mask) -> Array:
    liver = w.sites.get("liver", np.zeros(w.n, bool))
    level = np.full(w.n, float(median))
    if name in ("alt", "ast", "alp", "ldh"):
        level = level * np.where(liver, 1.7, 1.0) * np.where(w.on_treatment, 1.15, 1.0)
    elif name == "bilirubin":
        level = level * np.where(liver, 1.25, 1.0)
    elif name in ("anc", "wbc", "platelets"):
        level = level * np.where(w.on_treatment, 0.82, 1.0)
    elif name == "haemoglobin":
        level = level * np.where(w.advanced, 0.94, 1.0) * np.where(w.male, 1.1, 1.0)
    elif name == "creatinine":
        level = level * np.where(w.male, 1.28, 1.0) * (1 + 0.004 * (w.age - 50))
    elif name in ("ca153", "cea"):
        level = level * np.where(w.advanced, 2.6, 0.8)
    elif name == "glucose_fasting":
        level = level * np.where(diabetic, 1.4, 1.0)
    return level


def _heart(w: World, hypertensive: Mask) -> None:
    d, t = w.dice, w.tables
    watched = w.ever(
        "trastuzumab",
        "trastuzumab_deruxtecan",
        "trastuzumab_emtansine",
        "epirubicin",
        "pyrotinib",
        "liposomal_doxorubicin",
    )
    # Echocardiography every three months under anti-HER2 treatment (CSCO BC 2024), else once in a while (assumed).
    done = d.chance(np.where(watched, 0.88, 0.38))
    age = np.where(watched & w.on_treatment, d.days(0, 95), d.days(3, 420))
    age = np.where(d.chance(0.22), age % 21, age)
    # Below 50 % in 2-4 % after anthracyclines and HER2 antibodies (N9831, APHINITY).
    harmed = watched & d.chance(0.035)
    lvef = d.about(np.where(harmed, 49.0, np.where(watched, 64.0, 65.5)), 4.2, 32, 76)
    t.number("lvef", done, lvef, np.maximum(w.seen - age, w.diagnosed))
    ecg = d.chance(0.48)
    day = np.maximum(w.seen - d.days(0, 70), w.diagnosed)
    t.number("qtcf", ecg, d.about(np.where(w.male, 405, 418), 17, 350, 540), day)
    t.number("heart_rate", ecg, d.about(78, 10, 48, 130), day)
    high = np.where(hypertensive, 15, 0)
    t.number("systolic_bp", d.chance(0.85), d.about(120 + high, 12, 85, 200), w.seen)
    t.number("diastolic_bp", d.chance(0.85), d.about(75 + high / 2, 8, 48, 120), w.seen)


def _function(w: World) -> None:
    d, t = w.dice, w.tables
    # ECOG 0-1 in 85-90 % of a clinic (Jang, Breast 2014; own rounding).
    score = d.by(
        np.where(w.advanced, 1 + (w.lines > 3), 0),
        [
            {"0": 76, "1": 22, "2": 2, "3": 0},
            {"0": 28, "1": 59, "2": 10, "3": 3},
            {"0": 10, "1": 60, "2": 22, "3": 8},
        ],
    )[1]
    t.number("ecog", d.chance(0.86), score, w.seen)
    t.number(
        "life_expectancy",
        w.advanced & d.chance(0.45),
        np.where(score < 2, 12.0, np.where(score == 2, 6.0, 2.0)),
        w.seen,
    )

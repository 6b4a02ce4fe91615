"""Relapse and metastases: when, where, proven by biopsy or not, and how advanced disease is described."""

from __future__ import annotations

import numpy as np

from paeonia.record.dictionary import YES_NO

from .dice import where
from .tables import NEVER, Mask
from .tumour import receptors
from .world import World

# First distant sites by subtype: HR+, HR+HER2+, HER2+, TNBC (Kennecke, J Clin Oncol 2010; Wu, Mol Cancer Res 2017; rounded).
SITES = {
    "bone": (0.64, 0.55, 0.42, 0.33),
    "liver": (0.29, 0.36, 0.42, 0.24),
    "lung": (0.30, 0.33, 0.38, 0.44),
    "pleura": (0.11, 0.08, 0.08, 0.10),
    "distant_node": (0.28, 0.32, 0.36, 0.38),
    "supraclavicular": (0.14, 0.16, 0.2, 0.2),
    "chest_wall": (0.08, 0.09, 0.12, 0.15),
    "brain": (0.03, 0.07, 0.10, 0.10),
    "skin": (0.03, 0.03, 0.04, 0.05),
    "ovary": (0.01, 0.005, 0.005, 0.005),
    "peritoneum": (0.015, 0.005, 0.005, 0.01),
}
# Further brain metastases per year of advanced disease: HER2+ and TNBC reach 30-50 % (Kuksis, Neuro Oncol 2021).
BRAIN_A_YEAR = np.array([0.025, 0.07, 0.10, 0.10])
BIOPSIED = 0.58  # share of relapses proven by biopsy: assumed (guidelines ask for all)
# Receptors change at relapse: ER lost in about 18 %, PR 30 %, HER2 10 % (Aurilio 2014); only ER is modelled here.
ER_LOST = 0.12
VISCERAL = ("liver", "lung", "pleura", "ovary", "peritoneum")


def spread(w: World) -> None:
    """First sites, later ones, and the words a chart has for advanced disease."""
    d, t = w.dice, w.tables
    on = np.where(w.advanced, w.metastatic, NEVER)
    for site, shares in SITES.items():
        w.sites[site] = w.advanced & d.chance(np.array(shares)[w.subtype])
    nowhere = w.advanced & ~np.any(list(w.sites.values()), axis=0)
    w.sites["bone"] |= nowhere & w.hr
    w.sites["lung"] |= nowhere & ~w.hr
    years = (w.as_of - np.minimum(w.metastatic, w.as_of)) / 365.25
    later = w.advanced & ~w.sites["brain"] & d.chance(1 - np.exp(-BRAIN_A_YEAR[w.subtype] * years))
    brain_on = np.where(
        later, on + ((w.as_of - np.minimum(on, w.as_of)) * d.between(0.3, 0.95)).astype(np.int64), on
    )
    w.sites["brain"] |= later
    stable = d.chance(0.68)
    for site, who in w.sites.items():
        day = brain_on if site == "brain" else on
        status = (
            where([(stable, "treated_stable"), (~stable, "active")], w.n) if site == "brain" else "active"
        )
        t.event(
            "metastasis",
            who,
            day,
            codes={"site": site, "status": status},
            numbers={"count": np.where(d.chance(0.7), np.round(d.skewed(3, 0.8, 1, 40)), np.nan)},
        )
        if site == "brain":
            t.event(
                "radiotherapy",
                who & stable,
                day + 14,
                day + 24,
                {
                    "site": "brain",
                    "intent": "palliative",
                    "technique": where([(d.chance(0.6), "stereotactic"), (stable, "whole_brain")], w.n),
                },
                {"dose": np.where(stable, 30.0, np.nan)},
            )
    _relapse(w)
    _extent(w, np.where(w.sites["brain"], brain_on, on))


def _relapse(w: World) -> None:
    d, t = w.dice, w.tables
    proven = w.relapsed & d.chance(BIOPSIED)
    first = where([(who, site) for site, who in w.sites.items()], w.n)
    t.event(
        "relapse",
        w.relapsed,
        w.metastatic,
        codes={"kind": "distant", "site": first, "biopsied": (YES_NO, (~proven).astype(np.int16))},
    )
    t.event("procedure", proven, w.metastatic, codes={"kind": "metastasis_biopsy", "intent": "diagnostic"})
    kept = w.hr & ~d.chance(ER_LOST)
    receptors(w, proven, w.metastatic, 0.97, kept)


def _extent(w: World, day: np.ndarray) -> None:
    d, t = w.dice, w.tables
    how = where([(w.de_novo, "de_novo_metastatic"), (w.relapsed, "recurrent_metastatic")], w.n)
    t.code("disease_extent", w.advanced & d.chance(0.96), how, w.metastatic)
    # The word is written again when the brain is found, so that the broader derived one does not stand in its place.
    t.code("disease_extent", w.sites["brain"] & (day > w.metastatic), how, day)
    other = np.any([who for site, who in w.sites.items() if site != "bone"], axis=0)
    only: Mask = w.sites["bone"] & ~other
    imaged = np.minimum(w.as_of, np.maximum(w.metastatic + 2, w.seen - d.days(0, 55)))
    t.code("bone_only", only & d.chance(0.85), "yes", imaged)
    soft = ~only & ~(d.chance(0.1))
    t.code("measurable_disease", w.advanced & d.chance(0.78), (YES_NO, (~soft).astype(np.int16)), imaged)
    t.code("evaluable_disease", w.advanced & d.chance(0.4), "yes", imaged)
    t.code(
        "lytic_bone_lesion",
        w.sites["bone"] & d.chance(0.6),
        (YES_NO, (~d.chance(0.7)).astype(np.int16)),
        imaged,
    )
    visceral = np.any([w.sites[site] for site in VISCERAL], axis=0)
    t.code("visceral_disease", w.advanced & ~visceral & d.chance(0.7), "no", imaged)
    t.code(
        "visceral_crisis",
        w.advanced & d.chance(0.55),
        (YES_NO, (~(visceral & d.chance(0.03))).astype(np.int16)),
        imaged,
    )
    t.code("brain_metastases", w.advanced & ~w.sites["brain"] & d.chance(0.45), "none", imaged)
    t.code(
        "leptomeningeal_disease",
        w.sites["brain"] & d.chance(0.5),
        (YES_NO, (~d.chance(0.08)).astype(np.int16)),
        imaged,
    )
    t.review("metastasis", w.advanced & d.chance(0.72), imaged)  # assumed
    t.review("metastasis", ~w.advanced & d.chance(0.6), w.seen)

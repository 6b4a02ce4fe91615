"""Inherited and tumour genes, PD-L1: tested in a part of the patients, and recorded as reviewed where tested."""

from __future__ import annotations

import numpy as np

from .tables import Array, Coded, Mask
from .world import HR, TNBC, World

# Germline BRCA1/2: 5-6 % of Chinese patients, 10-15 % of TNBC (Sun, Clin Cancer Res 2017; Lang, Int J Cancer 2017).
CARRIERS = np.array([0.045, 0.03, 0.025, 0.12])
BRCA1_SHARE = np.array([0.25, 0.3, 0.35, 0.75])
GERMLINE_TESTED = np.array([0.22, 0.15, 0.15, 0.55])  # assumed
# Somatic, advanced disease: PIK3CA 40 % of HR+ (SOLAR-1), 30 % HER2+, 12 % TNBC; TP53 30/60/65/80 %;
# ESR1 30-40 % after an aromatase inhibitor (PADA-1, EMERALD); AKT1 4-6 %; PTEN 6 %; ERBB2 3 % (own rounding).
SOMATIC = {
    "PIK3CA": (0.40, 0.32, 0.30, 0.12),
    "TP53": (0.30, 0.55, 0.68, 0.80),
    "AKT1": (0.05, 0.02, 0.01, 0.02),
    "PTEN": (0.06, 0.04, 0.04, 0.10),
    "ERBB2": (0.03, 0.06, 0.05, 0.01),
    "GATA3": (0.13, 0.06, 0.02, 0.01),
}
HOTSPOTS = {
    "PIK3CA": ("H1047R", "E545K", "E542K", "H1047L"),
    "ESR1": ("D538G", "Y537S", "Y537N", "E380Q"),
    "AKT1": ("E17K",),
}


def germline(w: World) -> None:
    """Who carries a pathogenic BRCA1/2 variant, and of whom it is known."""
    d, t = w.dice, w.tables
    carrier = d.chance(np.where(w.male, 0.1, CARRIERS[w.subtype]))
    w.brca = np.where(carrier, np.where(d.chance(BRCA1_SHARE[w.subtype]) & ~w.male, 1, 2), 0)
    tested = d.chance(
        np.minimum(
            0.95, GERMLINE_TESTED[w.subtype] * np.where(w.age < 45, 1.7, 1.0) * np.where(w.advanced, 1.3, 1.0)
        )
    )
    w.had["_gbrca"] = tested & carrier
    day = np.minimum(w.as_of, w.diagnosed + d.days(20, 120))
    names = ("negative", "brca1", "brca2", "vus")
    index = np.where(w.brca > 0, w.brca, np.where(d.chance(0.05), 3, 0)).astype(np.int16)
    t.code("gbrca", tested, (names, index), day)
    t.event(
        "variant",
        tested & carrier,
        day,
        codes={
            "gene": (("BRCA1", "BRCA2"), np.maximum(w.brca - 1, 0).astype(np.int16)),
            "origin": "germline",
            "assay": "blood",
            "significance": "pathogenic",
            "kind": (("frameshift", "nonsense", "missense"), d.days(0, 2).astype(np.int16)),
        },
    )
    for gene in ("BRCA1", "BRCA2"):
        t.review(f"variant(gene={gene})", tested, day)


def pathway(w: World) -> Array:
    """Whose tumour has a PIK3CA mutation, and how much PD-L1, known or not: treatment depends on it. Returns the CPS."""
    d = w.dice
    w.had["_pik3ca"] = d.chance(np.array(SOMATIC["PIK3CA"])[w.subtype])
    # KEYNOTE-355: CPS at least 1 in 75 %, at least 10 in 38 %.
    u = d.between(0, 1)
    cps = np.select([u < 0.27, u < 0.62], [0, d.days(1, 9)], 5 * np.round(d.skewed(22, 0.7, 10, 100) / 5))
    w.had["_cps"] = (w.subtype == TNBC) & (cps >= 1)
    return cps


def somatic(w: World, after_ai: Mask, cps: Array) -> None:
    """Tumour or ctDNA sequencing of a minority with advanced disease."""
    d, t = w.dice, w.tables
    tested = w.advanced & d.chance(np.where(w.subtype == HR, 0.36, 0.22))  # assumed
    tested |= w.ever("capivasertib")  # nobody is given it without the test
    since = w.as_of - np.minimum(w.metastatic, w.as_of)
    day = np.minimum(w.as_of, w.metastatic) + (since * d.between(0.05, 0.9)).astype(np.int64)
    for gene, shares in SOMATIC.items():
        has = w.had["_pik3ca"] if gene == "PIK3CA" else d.chance(np.array(shares)[w.subtype])
        _variant(w, gene, tested & has, day)
    _variant(w, "ESR1", tested & after_ai & w.hr & d.chance(0.33), day)
    t.review("variant", tested, day)
    t.number("tmb", tested & d.chance(0.6), d.skewed(3.2, 0.7, 0, 80), day, 1)
    t.code("msi", tested & d.chance(0.6), d.of({"stable": 99, "high": 1}), day)
    immune = (w.subtype == TNBC) & (w.advanced | (w.as_of - w.diagnosed < 700)) & d.chance(0.55)
    immune |= w.ever("toripalimab")  # nobody is given it without the test
    t.number(
        "pdl1_cps", immune, cps, np.where(w.advanced, np.minimum(w.metastatic + 10, w.as_of), w.diagnosed)
    )


def _variant(w: World, gene: str, who: Mask, day: np.ndarray) -> None:
    d = w.dice
    codes: dict[str, Coded | str] = {
        "gene": gene,
        "significance": "pathogenic",
        "origin": "somatic",
        "kind": "missense" if gene in HOTSPOTS else "mutation",
        "assay": (("tissue", "ctdna"), d.chance(0.55).astype(np.int16)),
    }
    if gene in HOTSPOTS:
        changes = HOTSPOTS[gene]
        codes["change"] = (
            changes,
            np.minimum(d.rng.geometric(0.5, w.n) - 1, len(changes) - 1).astype(np.int16),
        )
    w.tables.event(
        "variant", who, day, codes=codes, numbers={"allele_fraction": np.round(d.skewed(14, 0.8, 0.1, 80), 1)}
    )

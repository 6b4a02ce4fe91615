"""Treatment with curative intent: before and after the operation, by subtype and stage, with its days."""

from __future__ import annotations

from datetime import date

import numpy as np

from .dice import is_code, where
from .tables import NEVER, Array, Mask
from .world import HR, TNBC, World

# Pathological complete response: HR+, HR+HER2+, HER2+, TNBC (Cortazar, Lancet 2014; dual blockade: PEONY, KRISTINE).
PCR = np.array([0.09, 0.36, 0.58, 0.42])
MASTECTOMY = 0.72  # breast conservation is 22-30 % in China (Zhang 2020)
BOOST = 2022  # year from which abemaciclib, pembrolizumab and olaparib are used early in China: assumed


def early(w: World) -> None:
    """Neoadjuvant treatment, operation, adjuvant treatment; whatever lies in the future is left out."""
    d = w.dice
    curable = ~w.de_novo
    node = ~is_code(w.nodes, "N0")
    big = is_code(w.tumour, "T2", "T3", "T4b", "T4d")
    worst = is_code(w.tumour, "T3", "T4b", "T4d") | is_code(w.nodes, "N2a", "N3a", "N3c")
    # Before surgery: most HER2+ and TNBC from T2 or N+, half of locally advanced HR+ (CSCO BC 2024; shares assumed).
    w.neoadjuvant = curable & (((w.subtype != HR) & (big | node) & d.chance(0.68)) | (worst & d.chance(0.5)))
    started = w.diagnosed + d.days(10, 35)
    length = np.where(d.chance(0.5), d.days(120, 135), d.days(160, 180))
    w.surgery = np.where(
        curable,
        np.where(w.neoadjuvant, started + length + d.days(21, 35), w.diagnosed + d.days(7, 35)),
        NEVER,
    )
    w.operated = w.surgery <= w.as_of
    pcr = w.neoadjuvant & d.chance(PCR[w.subtype])
    _neoadjuvant(w, started, length)
    _operate(w, pcr)
    _adjuvant(w, node, worst, pcr)
    _endocrine(w, node, worst)


def _neoadjuvant(w: World, start: Array, length: Array) -> None:
    d, who = w.dice, w.neoadjuvant
    stop = np.where(start + length > w.as_of, NEVER, start + length)
    response = d.of({"complete": 15, "partial": 62, "stable": 19, "progression": 4})
    said = {
        "setting": "neoadjuvant",
        "intent": "curative",
        "stop_reason": where([(stop < NEVER, "completed")], w.n),
        "response": (response[0], np.where((stop < NEVER) & d.chance(0.8), response[1], -1).astype(np.int16)),
    }
    cycles = np.where(stop < NEVER, np.where(length > 150, 8.0, 6.0), np.nan)
    half = start + length // 2
    her2, tnbc = who & w.her2, who & (w.subtype == TNBC)
    rest = who & ~her2 & ~tnbc
    tcb = her2 & d.chance(0.75)
    for drug in ("docetaxel", "carboplatin", "trastuzumab", "pertuzumab"):
        w.give(drug, tcb, start, stop, cycles=cycles, regimen="TCbHP", **said)
    for drug in ("nab_paclitaxel", "trastuzumab", "pertuzumab"):
        w.give(drug, her2 & ~tcb, start, stop, cycles=cycles, regimen="nab-PHP", **said)
    platinum = tnbc & d.chance(0.55)
    w.give("carboplatin", platinum, start, np.where(half > w.as_of, NEVER, half), regimen="TCb-EC", **said)
    w.give("nab_paclitaxel", platinum, start, np.where(half > w.as_of, NEVER, half), regimen="TCb-EC", **said)
    block = tnbc & ~platinum | rest
    w.give("docetaxel", block, half + 1, stop, regimen="EC-T", **said)
    for drug in ("epirubicin", "cyclophosphamide"):
        w.give(drug, block, start, np.where(half > w.as_of, NEVER, half), regimen="EC-T", **said)
        w.give(drug, platinum, half + 1, stop, regimen="TCb-EC", **said)
    late = tnbc & (start > _year(BOOST)) & d.chance(0.35)  # KEYNOTE-522 in China: assumed a third
    w.give("pembrolizumab", late, start, stop, **said)
    w.tables.number("neoadjuvant_cycles", who & w.operated & d.chance(0.8), cycles, w.surgery)
    w.chemo_ended = np.where(who, np.where(stop < NEVER, stop, NEVER), NEVER)
    w.early_her2 = her2


def _operate(w: World, pcr: Mask) -> None:
    d, t, who = w.dice, w.tables, w.operated
    radical = (d.chance(MASTECTOMY)) | is_code(w.tumour, "T3", "T4b", "T4d")
    t.event(
        "procedure",
        who,
        w.surgery,
        codes={
            "intent": "curative",
            "kind": where([(radical, "mastectomy"), (~radical, "breast_conserving")], w.n),
        },
    )
    sentinel = is_code(w.nodes, "N0") & d.chance(0.8)
    t.event(
        "procedure",
        who,
        w.surgery,
        codes={"intent": "curative", "kind": where([(sentinel, "slnb"), (~sentinel, "alnd")], w.n)},
    )
    t.event(
        "procedure",
        np.ones(w.n, bool),
        w.diagnosed - 4,
        codes={"kind": "breast_biopsy", "intent": "diagnostic"},
    )
    straight, after = who & ~w.neoadjuvant, who & w.neoadjuvant
    t.code("pT", straight & d.chance(0.95), w.tumour, w.surgery)
    path = _path_nodes(w)
    t.code("pN", straight & d.chance(0.95), path, w.surgery)
    left = d.of({"T1a": 20, "T1b": 22, "T1c": 33, "T2": 22, "T3": 3})
    rest = d.of({"N0": 52, "N1mi": 8, "N1a": 27, "N2a": 13})
    t.code(
        "ypT",
        after & d.chance(0.94),
        (("T0", "Tis", *left[0]), np.where(pcr, d.chance(0.2), left[1] + 2).astype(np.int16)),
        w.surgery,
    )
    t.code("ypN", after & d.chance(0.94), (rest[0], np.where(pcr, 0, rest[1]).astype(np.int16)), w.surgery)
    taken = np.where(sentinel, d.days(2, 6), d.days(11, 26))
    positive = np.select(
        [is_code(path, "N0"), is_code(path, "N1a", "N1mi"), is_code(path, "N2a")],
        [0, d.days(1, 3), d.days(4, 9)],
        d.days(10, 20),
    )
    t.number("nodes_examined", straight & d.chance(0.9), np.maximum(taken, positive), w.surgery)
    t.number("nodes_positive", straight & d.chance(0.9), positive, w.surgery)
    t.code("margins", who & d.chance(0.8), d.of({"negative": 97, "close": 2, "positive": 1}), w.surgery)
    t.code("lvi", straight & d.chance(0.8), (("yes", "no"), (~d.chance(0.25)).astype(np.int16)), w.surgery)


def _path_nodes(w: World) -> tuple[tuple[str, ...], Array]:
    clinical = np.select(
        [is_code(w.nodes, "N0"), is_code(w.nodes, "N1"), is_code(w.nodes, "N2a")], [0, 1, 2], 3
    )
    return w.dice.by(
        clinical,
        [
            {"N0": 78, "N1mi": 5, "N1a": 15, "N2a": 2},
            {"N0": 12, "N1a": 62, "N2a": 21, "N3a": 5},
            {"N1a": 20, "N2a": 58, "N3a": 22},
            {"N2a": 20, "N3a": 80},
        ],
    )


def _adjuvant(w: World, node: Mask, worst: Mask, pcr: Mask) -> None:
    d, straight = w.dice, w.operated & ~w.neoadjuvant
    begin = w.surgery + d.days(14, 40)
    chemo = straight & (
        (w.subtype != HR) & d.chance(0.9) | (w.subtype == HR) & (node | w.grade3) & d.chance(0.75)
    )
    ends = np.where(chemo & ~w.her2, begin + d.days(84, 165), begin + d.days(84, 120))
    stop = np.where(ends > w.as_of, NEVER, ends)
    said = {
        "setting": "adjuvant",
        "intent": "curative",
        "stop_reason": where([(stop < NEVER, "completed")], w.n),
    }
    acid = chemo & (node | worst) & ~w.her2
    half = np.where(begin + 75 > w.as_of, NEVER, begin + 75)
    for drug in ("epirubicin", "cyclophosphamide"):
        w.give(drug, acid, begin, half, regimen="EC-T", **said)
    w.give("docetaxel", acid, begin + 80, stop, regimen="EC-T", **said)
    for drug in ("docetaxel", "cyclophosphamide"):
        w.give(drug, chemo & ~acid & ~w.her2, begin, stop, regimen="TC", **said)
    w.give("paclitaxel", chemo & w.her2, begin, stop, regimen="TH", **said)
    w.chemo_ended = np.where(chemo, stop, w.chemo_ended)
    _her2(w, begin, chemo, node, pcr)
    rescue = w.operated & w.neoadjuvant & ~pcr & (w.subtype == TNBC) & d.chance(0.6)  # CREATE-X
    _for(w, "capecitabine", rescue, w.surgery + 35, 168, "post_neoadjuvant")
    w.chemo_ended = np.where(
        rescue, np.where(w.surgery + 203 > w.as_of, NEVER, w.surgery + 203), w.chemo_ended
    )
    rays = w.operated & (node | worst | d.chance(0.28)) & d.chance(0.85)
    start = np.where(w.chemo_ended < NEVER, np.maximum(w.chemo_ended, w.surgery), w.surgery) + d.days(28, 50)
    usual = d.chance(0.6)
    w.tables.event(
        "radiotherapy",
        rays,
        start,
        start + d.days(21, 36),
        {"site": "breast", "intent": "adjuvant", "technique": "external"},
        {"dose": np.where(usual, 50.0, 43.5), "fractions": np.where(usual, 25.0, 15.0)},
    )


def _her2(w: World, begin: Array, chemo: Mask, node: Mask, pcr: Mask) -> None:
    d = w.dice
    after = w.operated & w.her2 & w.neoadjuvant
    tdm1 = (
        after & ~pcr & (w.surgery > _year(2020)) & d.chance(0.55)
    )  # KATHERINE, available in China since 2020
    _for(w, "trastuzumab_emtansine", tdm1, w.surgery + 35, 290, "post_neoadjuvant")
    year = (chemo & w.her2) | (after & ~tdm1)
    dual = year & node & (begin > _year(2019)) & d.chance(0.65)  # APHINITY, reimbursed since 2020
    _for(w, "trastuzumab", year, begin, 355, "adjuvant")
    _for(w, "pertuzumab", dual, begin, 355, "adjuvant")
    w.early_her2 = w.early_her2 | year | tdm1


def _for(w: World, drug: str, who: Mask, start: Array, length: int, setting: str) -> None:
    """A course of fixed length that relapse cuts short."""
    cut = np.minimum(start + length, w.metastatic)
    stop = np.where(cut > w.as_of, NEVER, cut)
    w.give(
        drug,
        who & (start < w.metastatic),
        start,
        stop,
        setting=setting,
        intent="curative",
        stop_reason=where(
            [((cut == w.metastatic) & (stop < NEVER), "recurrence"), (stop < NEVER, "completed")], w.n
        ),
    )


def _endocrine(w: World, node: Mask, worst: Mask) -> None:
    d = w.dice
    who = w.operated & w.hr & d.chance(0.95)
    begin = np.where(w.chemo_ended < NEVER, np.maximum(w.chemo_ended, w.surgery), w.surgery) + d.days(14, 45)
    waiting = (w.chemo_ended == NEVER) & w.ever("docetaxel", "paclitaxel") & ~w.advanced
    planned = begin + np.where(
        d.chance(0.72), 1826, d.days(200, 1700)
    )  # a quarter stop early (Hershman, JCO 2010)
    cut = np.minimum(planned, w.metastatic)
    stop = np.where(cut > w.as_of, NEVER, cut)
    reason = where(
        [
            ((cut == w.metastatic) & (stop < NEVER), "recurrence"),
            ((stop < NEVER) & (planned - begin > 1800), "completed"),
            ((stop < NEVER) & d.chance(0.4), "toxicity"),
            (stop < NEVER, "patient_choice"),
        ],
        w.n,
    )
    ovarian = ~w.post & ~w.male & (node | w.grade3) & d.chance(0.6)  # SOFT and TEXT
    young_ai = ovarian & d.chance(0.6)
    ai = (w.post | young_ai) & ~w.male & d.chance(0.93)
    drug = d.of({"letrozole": 50, "anastrozole": 33, "exemestane": 17})
    ok = who & ~waiting & (begin < w.metastatic)
    said = {"setting": "adjuvant", "intent": "curative", "stop_reason": reason}
    for number, name in enumerate(drug[0]):
        w.give(name, ok & ai & (drug[1] == number), begin, stop, **said)
    w.give("tamoxifen", ok & ~ai & d.chance(0.85), begin, stop, **said)
    w.give("toremifene", ok & ~ai & ~w.ever("tamoxifen"), begin, stop, **said)
    w.give("goserelin", ok & ovarian, begin, stop, **said)
    w.endocrine_begun = np.where(ok & (begin <= w.as_of), begin, NEVER)
    w.endocrine_ended = np.where(ok, stop, NEVER)
    boost = ok & (w.subtype == HR) & worst & (begin > _year(BOOST)) & d.chance(0.4)  # monarchE
    _for(w, "abemaciclib", boost, begin, 730, "adjuvant")
    suppressed = ok & ovarian & (stop == NEVER)
    w.tables.code("ovarian_suppression", suppressed, "yes", np.maximum(begin, w.seen))


def _year(year: int) -> int:
    return date(year, 1, 1).toordinal()

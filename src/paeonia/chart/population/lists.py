"""What a chart says of treatment as a whole: resistance, intervals, lists looked through, earlier trials."""

from __future__ import annotations

import numpy as np

from .dice import where
from .tables import NEVER
from .world import MONTH, World


def lists(w: World) -> None:
    """Intervals as somebody reckoned them at relapse, resistance to endocrine treatment, and reviews of the lists."""
    d, t = w.dice, w.tables
    # Therapy lists looked through in about 70 %, most at the last visit (assumed).
    t.review("therapy", d.chance(0.72), w.seen)
    for key, share in (
        ("procedure", 0.7),
        ("radiotherapy", 0.66),
        ("trial_participation", 0.4),
        ("adverse_event", 0.3),
    ):
        t.review(key, d.chance(share), w.seen)
    _intervals(w)
    trial = w.advanced & d.chance(0.07)
    began = np.minimum(w.metastatic + 20, w.as_of)
    t.event(
        "trial_participation",
        trial & (w.lines > 1),
        began,
        began + d.days(90, 400),
        {"kind": "interventional"},
    )


def _intervals(w: World) -> None:
    d, t = w.dice, w.tables
    day = np.where(w.advanced, w.metastatic + 3, NEVER)
    written = w.relapsed & d.chance(0.66)
    had = written & (w.endocrine_begun < NEVER)
    ended = np.where(w.endocrine_ended == NEVER, w.metastatic, w.endocrine_ended)
    lasted = (np.minimum(ended, w.metastatic) - w.endocrine_begun) / MONTH
    free = np.maximum(0, w.metastatic - ended) / MONTH
    t.number("adjuvant_et_duration", had & (lasted >= 0), np.clip(lasted, 0, 200), day, 0)
    t.number("et_free_interval", had & (lasted >= 0), np.clip(free, 0, 400), day, 0)
    t.number("disease_free_interval", written, (w.metastatic - w.surgery).clip(0, 15000) / MONTH, day, 0)
    chemo = written & (w.chemo_ended < w.metastatic)
    t.number("chemo_free_interval", chemo, np.minimum((w.metastatic - w.chemo_ended) / MONTH, 400), day, 0)
    # Primary: relapse within two years of adjuvant treatment; secondary: later on it or within a year after (ABC5).
    kind = where(
        [
            (had & (lasted < 24) & (free < 1), "primary"),
            (had & (free < 12), "secondary"),
            (w.hr & w.de_novo & (w.lines < 2), "sensitive"),
            (had, "sensitive"),
        ],
        w.n,
    )
    t.code("endocrine_resistance", w.hr & w.advanced & d.chance(0.7), kind, day)

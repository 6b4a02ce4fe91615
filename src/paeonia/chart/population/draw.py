"""A population from a seed: the stages of the course of disease, one after the other."""

from __future__ import annotations

from .advanced import advanced
from .dice import Dice
from .early import early
from .genes import germline, pathway, somatic
from .illness import illness
from .laboratory import laboratory
from .lists import lists
from .person import outline, person
from .spread import spread
from .tables import Tables
from .tumour import tumour
from .world import World


def draw(n: int, seed: int | tuple[int, int], as_of: int, history: int = 0) -> World:
    """`n` invented patients as they stand on the ordinal day `as_of`; the same arguments give the same people.

    `history` adds that many earlier laboratory panels for each patient, for charts that show a course.
    """
    w = World(Tables(n, as_of), Dice(n, seed))
    outline(w)
    person(w)
    tumour(w)
    early(w)
    spread(w)
    germline(w)
    cps = pathway(w)
    advanced(w, {"low": w.her2_low, "brca": w.had["_gbrca"], "cps": w.had["_cps"], "pik3ca": w.had["_pik3ca"]})
    after_ai = w.ever("letrozole", "anastrozole", "exemestane") & (w.lines > 0)
    somatic(w, after_ai, cps)
    diabetic, hypertensive = illness(w)
    laboratory(w, diabetic, hypertensive, history)
    lists(w)
    return w

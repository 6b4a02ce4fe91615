"""The SPREC code of a sample, computed from its type, its containers and its events; what is not known says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..vocabulary import Vocabulary, vocabulary
from . import sprec_fluid, sprec_solid
from .events import Sample
from .lineage import Line, lines
from .sprec_code import Code, Element, code, element
from .sprec_storage import storage
from .sprec_tables import Tables, tables
from .times import apart


@dataclass(frozen=True)
class Sprec:
    """A code, or why there is none: SPREC describes fluids, tissue and cells, not what is extracted of them."""

    code: Code | None
    describes: str = ""         # the sample that the code describes, where that is not the one asked about
    reason: str = ""            # extract | unknown_type | pool | lineage
    members: tuple[tuple[str, str], ...] = ()      # of a pool whose members differ: each with its own code, or without one


REASONS = {
    "extract": {"en": "SPREC describes what an extract was taken from.", "zh": "SPREC 描述提取物的来源样本。"},
    "unknown_type": {"en": "The sample type is not on the list.", "zh": "样本类型不在字典中。"},
    "pool": {"en": "The members of this pool have different codes.", "zh": "混合样本的各成员编码不同。"},
    "lineage": {"en": "The times of the sample and of what it comes from contradict one another.",
                "zh": "样本与其来源样本的时间互相矛盾。"},
}


def sprec(sample: Sample, now: datetime, words: Vocabulary | None = None, of: Tables | None = None) -> Sprec:
    """The code as of a moment; of an extract that of the sample it was taken from."""
    words, of = words or vocabulary(), of or tables()
    ways = lines(sample, now, words)
    found = [_of_line(way, now, words, of) for way in ways]
    first = found[0]
    if all((one.code and one.code.text) == (first.code and first.code.text) for one in found):
        return first
    return Sprec(None, reason="pool", members=tuple(
        (", ".join(via), one.code.text if one.code else "") for via, one in zip(apart(ways), found, strict=True)))


def _of_line(way: Line, now: datetime, words: Vocabulary, of: Tables) -> Sprec:
    kind = words.types.get(way.sample.kind)
    if kind is None or way.chain[0].kind not in words.types:
        return Sprec(None, reason="unknown_type")
    if way.broken:
        return Sprec(None, reason="lineage")
    if kind.of_class == "molecular":
        sources = [one for one in way.chain if (found := words.types.get(one.kind)) and found.of_class != "molecular"]
        if not sources:
            return Sprec(None, reason="extract")
        again = lines(sources[-1], now, words)
        return Sprec(_of_line(again[0], now, words, of).code, sources[-1].label, "extract")
    side = "solid" if solid(way, words) else "fluid"
    rules: tuple[sprec_fluid.Rule, ...] = sprec_solid.ELEMENTS if side == "solid" else sprec_fluid.ELEMENTS
    made = (_type(way, side, words, of), *(rule(way, now, words, of) for rule in rules), storage(way, side, words, of))
    return Sprec(code(side, made, of), way.sample.label)


def solid(way: Line, words: Vocabulary) -> bool:
    """Whether SPREC's table for solid samples is the right one: tissue, cells of tissue, hair, nails."""
    kind = words.types.get(way.sample.kind)
    return words.types.is_a(way.sample.kind, "tissue") or (kind is not None and kind.of_class == "solid")


def _type(way: Line, side: str, words: Vocabulary, of: Tables) -> Element:
    kind = way.sample.kind
    said = words.types.outside(kind, "sprec") or words.types.outside(kind, "sprec4")
    if not said and kind == "plasma":
        return sprec_fluid.plasma(way, of)
    table = of["solid_type" if side == "solid" else "fluid_type"]
    return element(side, 1, said if said in table.letters else "ZZZ", of, "type")

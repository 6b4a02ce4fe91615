"""A SPREC code as a value: seven elements, each with its letters, their meaning and where they came from."""

from __future__ import annotations

from dataclasses import dataclass

from paeonia.record.problems import Problem, Refused, messages

from .lineage import Placed
from .outcome import Missing
from .sprec_tables import Tables, tables

FLUID = ("fluid_type", "container", "pre_centrifugation", "centrifugation", "centrifugation", "post_centrifugation",
         "storage")
SOLID = ("solid_type", "collection_type", "ischaemia", "ischaemia", "fixation_type", "fixation_time", "storage")
NAMES = {
    "fluid": (("Type", "类型"), ("Primary container", "原始容器"), ("Before centrifugation", "离心前"),
              ("First centrifugation", "第一次离心"), ("Second centrifugation", "第二次离心"),
              ("After centrifugation", "离心后"), ("Long-term storage", "长期存储")),
    "solid": (("Type", "类型"), ("Collection", "采集方式"), ("Warm ischaemia", "热缺血"), ("Cold ischaemia", "冷缺血"),
              ("Fixation", "固定/稳定方式"), ("Fixation time", "固定时间"), ("Long-term storage", "长期存储")),
}

messages({
    "sprec-shape": ("“{code}” is no SPREC code. Write seven elements joined by hyphens, as PL1-PED-A-B-N-B-A.",
                    "“{code}”不是 SPREC 编码。应为以连字符连接的七个要素，例如 PL1-PED-A-B-N-B-A。"),
    "sprec-letter": ("“{letter}” is not a code of element {number} ({name}) of SPREC {version}. Correct it.",
                     "“{letter}”不是 SPREC {version} 第 {number} 要素（{name}）的编码。请更正。"),
})


@dataclass(frozen=True)
class Element:
    """One of the seven: its letters, what they mean, the events and words they rest on, and what is missing for them."""

    number: int
    table: str
    letters: str
    name: dict[str, str]
    words: dict[str, str]
    confidence: str
    basis: str = ""             # type | container | events | none
    sources: tuple[Placed, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def unknown(self) -> bool:
        """Whether it holds SPREC's own letter for not known."""
        return self.letters in ("X", "XXX")


@dataclass(frozen=True)
class Code:
    """A whole code; `version` is the SPREC version it takes to read it."""

    side: str                   # fluid | solid
    elements: tuple[Element, ...]
    version: str

    @property
    def text(self) -> str:
        """The code as it is printed."""
        return "-".join(one.letters for one in self.elements)

    def __str__(self) -> str:
        return self.text

    @property
    def awaiting_sign_off(self) -> bool:
        """Whether one of its tables has not been confirmed against the paper."""
        return any(one.confidence != "high" and one.letters not in ("X", "N") for one in self.elements)


def element(side: str, number: int, letters: str, of: Tables, basis: str = "", sources: tuple[Placed, ...] = (),
            missing: tuple[Missing, ...] = ()) -> Element:
    """An element with its words from the table."""
    name = (FLUID if side == "fluid" else SOLID)[number - 1]
    table = of[name]
    en, zh = NAMES[side][number - 1]
    letter = table.letters.get(letters)
    return Element(number, name, letters, {"en": en, "zh": zh}, dict(letter.words) if letter else {}, table.confidence,
                   basis, sources, missing)


def code(side: str, elements: tuple[Element, ...], of: Tables) -> Code:
    """A code of its elements, with the version that its newest letter asks for."""
    since = [letter.since for one in elements if (letter := of[one.table].letters.get(one.letters)) and letter.since]
    return Code(side, elements, max([of.version, *since]))


def read_code(text: str, of: Tables | None = None) -> Code:
    """A code as it came from elsewhere, explained; raises Refused with every element that cannot be."""
    of = of or tables()
    parts = text.strip().upper().split("-")
    if len(parts) != 7:
        raise Refused([Problem("sprec-shape", "", {"code": text.strip()[:60]})])
    tried = [(side, _wrong(parts, side, of)) for side in ("fluid", "solid")]
    side, wrong = min(tried, key=lambda one: len(one[1]))
    if wrong:
        raise Refused(wrong)
    return code(side, tuple(element(side, at + 1, part, of) for at, part in enumerate(parts)), of)


def _wrong(parts: list[str], side: str, of: Tables) -> list[Problem]:
    return [Problem("sprec-letter", "", {"letter": part[:20], "number": at + 1, "name": NAMES[side][at][0],
                                         "name_zh": NAMES[side][at][1], "version": of.version})
            for at, (part, table) in enumerate(zip(parts, FLUID if side == "fluid" else SOLID, strict=True))
            if part not in of[table].letters]

"""Other names of medicines, and what a reader probably meant by a slip of the pen; both come from the dictionary."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache

from paeonia.knowledge.dictionary import dictionary
from paeonia.record.codes import Codelist

# What patients and physicians call the same thing, beyond the names of medicines.
SAME = (
    ("恶心呕吐", "化疗相关恶心呕吐", "CINV", "nausea and vomiting", "being sick"),
    ("升白针", "G-CSF", "粒细胞集落刺激因子"),
    ("白细胞低", "骨髓抑制", "low white cells"),
    ("脱发", "掉头发", "hair loss"),
    ("淋巴水肿", "手臂肿", "上肢水肿", "lymphoedema", "lymphedema", "swollen arm"),
    ("输液港", "PORT", "port", "静脉输液港"),
    ("骨转移针", "骨针", "唑来膦酸", "地舒单抗"),
    ("停经针", "戈舍瑞林", "亮丙瑞林", "卵巢功能抑制"),
    ("生育", "怀孕", "fertility", "pregnancy"),
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9/\-]{4,}$")
LIKE = 0.74     # how much of a word must agree; below it a slip becomes a guess


@lru_cache(maxsize=1)
def _names(version: str) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Names of each code, and for each name in lower case all names of the same thing."""
    medicines = _medicines()
    of: dict[str, tuple[str, ...]] = {}
    for code, entry in medicines.codes.items():
        of[code] = tuple(dict.fromkeys([*entry.words.values(), *entry.also]))
    groups = [*of.values(), *SAME]
    alike: dict[str, tuple[str, ...]] = {}
    for group in groups:
        for name in group:
            alike[name.casefold()] = tuple(dict.fromkeys([*alike.get(name.casefold(), ()), *group]))
    return of, alike


def _medicines() -> Codelist:
    found = dictionary()["therapy"].field("drug")
    assert found is not None and found.codes is not None
    return found.codes


def names_of(codes: Iterable[str]) -> list[str]:
    """Every name of these medicines, in both languages."""
    of, _ = _names(dictionary().version)
    return [name for code in codes for name in of.get(code, ())]


def same_as(word: str) -> tuple[str, ...]:
    """All names of the same thing, the word itself first."""
    _, alike = _names(dictionary().version)
    return tuple(dict.fromkeys([word, *alike.get(word.casefold(), ())]))


def meant(word: str) -> str | None:
    """The name that was probably meant, where a Latin word is nearly one; None where it is one, or like none."""
    _, alike = _names(dictionary().version)
    if word.casefold() in alike or not _LATIN.match(word):
        return None
    near = difflib.get_close_matches(word.casefold(), [name for name in alike if name.isascii()], 1, LIKE)
    return near[0] if near else None

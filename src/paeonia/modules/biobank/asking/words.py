"""The words a question to the bank may use: the breast dictionary, and words about a tube and its donor's tubes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from paeonia.criteria.nodes import Aged, Ask, Leaf
from paeonia.knowledge.dictionary import dictionary, root
from paeonia.knowledge.shapes import Reading
from paeonia.knowledge.variables import codes, variable
from paeonia.record.dictionary import Dictionary, Variable
from paeonia.record.located import Located, read_yaml
from paeonia.record.problems import Problem, Refused

from ..vocabulary import Vocabulary, vocabulary

Home = Literal["tube", "donor", "chart"]
LISTS = ("sample_types", "containers", "anatomic_sites")
DONOR = "sample_donor"                      # the group of words about all tubes of a donor
SAMPLED = "sampled_"
# What a tumour was like when the sample was taken: results of that sampling, and what follows from them.
RECEPTORS = ("er", "pr", "hr", "her2", "her2_ihc", "her2_ish", "ki67", "subtype")
GROUPS = {
    "sample": {"en": "The sample", "zh": "样本"},
    "sample_times": {"en": "Derived of its events", "zh": "由事件推算"},
    "sample_consent": {"en": "Consent of its donor", "zh": "供者知情同意"},
    "sample_receptors": {"en": "Tumour at sampling", "zh": "取样时肿瘤特征"},
    DONOR: {"en": "All samples of the donor", "zh": "供者的全部样本"},
}


@dataclass(frozen=True)
class Words:
    """The dictionary of the bank, which of its words are about what, and what was wrong in the files."""

    dictionary: Dictionary
    own: Mapping[str, Home]
    problems: tuple[Problem, ...] = ()

    def home(self, leaf: Leaf) -> Home:
        """Of what a leaf is asked; a question to a person is asked of the chart."""
        return "chart" if isinstance(leaf, (Aged, Ask)) else self.own.get(leaf.variable, "chart")

    def sampled(self, leaf: Leaf) -> bool:
        """Whether it asks what the tumour was like at sampling, which stands in the chart."""
        return not isinstance(leaf, (Aged, Ask)) and leaf.variable.startswith(SAMPLED)


def words() -> Words:
    """The words in force; read again when a file changes."""
    files = sorted((root() / "biobank" / "variables").glob("*.yaml"))
    return _read(dictionary(), vocabulary(), tuple((path, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=2)
def _kept(version: str, files: tuple[tuple[Path, int], ...]) -> list[Words]:
    return []


def _read(breast: Dictionary, bank: Vocabulary, files: tuple[tuple[Path, int], ...]) -> Words:
    held = _kept(f"{breast.version} {bank.version}", files)
    if not held:
        held.append(_made(breast, bank, [path for path, _ in files]))
    return held[0]


def _made(breast: Dictionary, bank: Vocabulary, files: list[Path]) -> Words:
    reading = Reading()
    lists = {**breast.codelists, **{name: bank.lists[name] for name in LISTS}}
    tissues = codes(reading, dict(_entries(reading, root() / "biobank" / "tissues.yaml")), "tissues")
    lists |= {"tissues": tissues} if tissues else {}
    found: dict[str, Variable] = {}
    for path in files:
        for id, item in _entries(reading, path):
            if id in breast or id in found:
                reading.wrong("kb-twice", item.place, name=id, other="knowledge/breast")
                continue
            made = variable(reading, id, item, lists)
            if made:
                found[id] = made
    found |= {f"{SAMPLED}{name}": _at_sampling(breast[name]) for name in RECEPTORS if name in breast}
    own: dict[str, Home] = {id: "donor" if one.group == DONOR else "tube" for id, one in found.items()}
    whole = Dictionary({**breast.variables, **found}, lists, breast.derivations, f"{breast.version}+{bank.version}")
    return Words(whole, own, tuple(reading.problems))


def _entries(reading: Reading, path: Path) -> list[tuple[str, Located]]:
    try:
        tree = read_yaml(path.read_bytes(), f"{path.parent.name}/{path.name}")
    except Refused as refused:
        reading.problems += refused.problems
        return []
    return list(tree.items()) if tree.is_map() else []


def _at_sampling(one: Variable) -> Variable:
    """The same thing as it was when the sample was taken."""
    gap = " " if one.words["zh"][:1].isascii() else ""
    said = {"en": f"{one.words['en']} at sampling", "zh": f"取样时{gap}{one.words['zh']}"}
    assert one.value is not None
    return replace(one, id=f"{SAMPLED}{one.id}", kind="attribute", words=said, group="sample_receptors", external={},
                   value=replace(one.value, words=said), source="awaiting clinical sign-off",
                   note="The first result from the day of sampling to 45 days after it; of blood, else the last one before.")

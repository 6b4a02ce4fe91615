"""The breast dictionary: every variable, codelist and derivation of `knowledge/breast`, checked together."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path

from paeonia.knowledge.derivations import derivations
from paeonia.knowledge.shapes import Reading
from paeonia.knowledge.variables import Codelists, codes, variable
from paeonia.record.codes import Codelist
from paeonia.record.dictionary import Dictionary, Variable
from paeonia.record.located import Located, read_yaml
from paeonia.record.problems import Problem, Refused


def root() -> Path:
    """The folder of clinicians' YAML: `PAEONIA_KNOWLEDGE`, or `knowledge/` beside the source tree."""
    chosen = os.environ.get("PAEONIA_KNOWLEDGE")
    return Path(chosen) if chosen else Path(__file__).resolve().parents[3] / "knowledge"


def load(folder: Path) -> tuple[Dictionary, list[Problem]]:
    """The dictionary in a folder (`variables/`, `codelists/`, `derived/`) and everything that was wrong with it."""
    reading = Reading()
    lists = _codelists(reading, folder / "codelists")
    found: dict[str, Variable] = {}
    for path in sorted((folder / "variables").glob("*.yaml")):
        for id, item in _entries(reading, path):
            if id in found:
                reading.wrong("kb-twice", item.place, name=id, other=found[id].where)
                continue
            made = variable(reading, id, item, lists)
            if made:
                found[id] = made
    base = Dictionary(found, lists, (), _version(folder))
    rules = derivations(reading, folder / "derived", base)
    return Dictionary(found, lists, rules, base.version), reading.problems


@lru_cache(maxsize=4)
def _cached(folder: Path) -> tuple[Dictionary, tuple[Problem, ...]]:
    dictionary, problems = load(folder)
    return dictionary, tuple(problems)


def dictionary() -> Dictionary:
    """The breast dictionary, read once; broken entries are left out (see `problems`)."""
    return _cached(root() / "breast")[0]


def problems() -> tuple[Problem, ...]:
    """What was wrong with the breast dictionary, with file and line."""
    return _cached(root() / "breast")[1]


def _codelists(reading: Reading, folder: Path) -> Codelists:
    """Files `name.yaml` and `name_part.yaml` make one list together when `name.yaml` or its parts share the stem."""
    gathered: dict[str, dict[str, Located]] = {}
    stems = {path.stem.split("_")[0] for path in folder.glob("*.yaml")}
    for path in sorted(folder.glob("*.yaml")):
        name = path.stem if path.stem in stems else path.stem.split("_")[0]
        into = gathered.setdefault(name, {})
        for id, item in _entries(reading, path):
            if id in into:
                reading.wrong("kb-twice", item.place, name=id, other=into[id].place)
            into.setdefault(id, item)
    lists: dict[str, Codelist] = {}
    for name, entries in gathered.items():
        made = codes(reading, entries, name)
        if made:
            lists[name] = made
    return lists


def _entries(reading: Reading, path: Path) -> list[tuple[str, Located]]:
    name = f"{path.parent.name}/{path.name}"
    try:
        tree = read_yaml(path.read_bytes(), name)
    except Refused as refused:
        reading.problems += refused.problems
        return []
    if not tree.is_map():
        reading.wrong("kb-shape", tree.place, expected="a mapping / 映射")
        return []
    return list(tree.items())


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]

"""FHIR specimens as rows of a table of samples: parents by reference, types by any coding the bank knows."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from paeonia.chart.intake.confined import Confines, Stopped, lines
from paeonia.record.problems import Problem, Refused, messages

from ...vocabulary import Vocabulary
from ..out.codes import MIABIS, TYPES

messages({
    "bankx-fhir-none": ("{name} holds no Specimen. Export specimens, or use the template.",
                        "{name} 中没有 Specimen 资源。请导出样本资源，或使用模板。"),
    "bankx-fhir-broken": ("{name}: {why}", "{name}：{why}"),
})
CONFINES = Confines(memory=2_000, seconds=600)
CHILD = "paeonia.modules.biobank.exchange.reading.fhir_child"
LEVELS = {"ALIQUOT": "aliquot", "aliquot": "aliquot"}


def resembles(path: Path) -> bool:
    """Whether a file begins like JSON."""
    with path.open("rb") as stream:
        return stream.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def specimens(path: Path, name: str, words: Vocabulary) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    """Rows by column, and how many resources were something else; raises Refused for a file that cannot be read."""
    told, others = [], Counter[str]()
    try:
        for line in lines(["-m", CHILD, str(path.resolve()), name, str(CONFINES.memory), str(CONFINES.seconds)], CONFINES):
            said = json.loads(line) if line else {"other": ""}
            if "wrong" in said:
                raise Refused([Problem("bankx-fhir-broken", "", {
                    "name": name, "why": said["wrong"]["en"], "why_zh": said["wrong"]["zh"]})])
            if "other" in said:
                others[said["other"]] += 1
            else:
                told.append(said)
    except Stopped as stopped:
        if stopped.kind == "broken":
            raise
        raise Refused([Problem("bankx-fhir-broken", "", {"name": name, "why": stopped.kind})]) from None
    if not told:
        raise Refused([Problem("bankx-fhir-none", "", {"name": name})])
    label_of = {one["id"]: _label(one) for one in told}
    known = _known(words)
    return ([(number, _cells(one, label_of, known)) for number, one in enumerate(told, 1)],
            [f"{kind} × {many}" for kind, many in others.items() if kind])


def _label(one: dict[str, Any]) -> str:
    return next((label for label in one["labels"] if label), one["id"])


def _known(words: Vocabulary) -> dict[tuple[str, str], str]:
    """Codings that mean a type of the bank; of several types with one MIABIS code the broadest is meant."""
    found: dict[tuple[str, str], str] = {(TYPES, code): code for code in words.types}
    for code in sorted(words.types, key=lambda one: len(words.types.codes.above(one))):
        miabis = words.types.outside(code, "miabis")
        if miabis:
            found.setdefault((MIABIS, miabis), code)
    return found


def _cells(one: dict[str, Any], label_of: dict[str, str], known: dict[tuple[str, str], str]) -> dict[str, str]:
    parent = label_of.get(one["parent"]) or one["parent_label"] or one["parent"]
    kind = next((known[system, code] for system, code in one["types"] if (system, code) in known), one["said"])
    cells = {"label": _label(one), "kind": kind or next((code for _system, code in one["types"]), ""), "parent": parent,
             "lineage": LEVELS.get(one["level"], "derived") if parent else "primary", "donor": one["donor"],
             "made": one["made"], "site": next((code for code in one["sites"] if code.startswith("C")), ""),
             "quantity": one["quantity"], "unit": {"ml": "mL", "ul": "uL"}.get(one["unit"], one["unit"])}
    return {name: value for name, value in cells.items() if value}

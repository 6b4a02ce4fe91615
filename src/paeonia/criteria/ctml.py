"""MatchMiner's CTML: trials in, sentences out, and back. Nothing is lost in silence; one bad term stops nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from paeonia.criteria.ctml_export import export_ctml  # noqa: F401  both directions have one door
from paeonia.criteria.ctml_leaf import LeafReader
from paeonia.criteria.ctml_tree import Structure, tree
from paeonia.record.dictionary import Dictionary
from paeonia.record.problems import Problem, Refused

_CHILDREN = {"step": "arm", "arm": "dose_level"}
_NAMES = {"step": "step_code", "arm": "arm_code", "dose_level": "level_code"}


@dataclass(frozen=True)
class CtmlPart:
    """A place in the trial that has criteria of its own; `path` leads to it: step 1, arm A, dose 2.

    `sentence` is a plain structure that `criteria.read.sentence` reads. Each part is matched by itself, as upstream
    does; `suspended` is said by the document, or by all arms of a step.
    """

    level: str              # trial, step, arm, dose_level
    path: tuple[str, ...]
    sentence: Structure
    suspended: bool = False
    description: str = ""


@dataclass(frozen=True)
class CtmlTrial:
    """A CTML trial: its names, its parts with criteria, and what could not be said."""

    protocol_no: str
    nct_id: str
    title: str
    phase: str
    status: str
    parts: tuple[CtmlPart, ...]
    not_expressed: tuple[Problem, ...]

    @property
    def open_to_accrual(self) -> bool:
        """Whether the document says that patients are taken."""
        return self.status.strip().lower() == "open to accrual"


def import_ctml(document: Any, dictionary: Dictionary, place: str = "") -> CtmlTrial:
    """The trial in a CTML document; raises Refused only when it is no trial at all."""
    if not isinstance(document, Mapping) or not ({"treatment_list", "match"} & set(document)):
        raise Refused([Problem("ctml-not-a-trial", place)])
    name = str(document.get("protocol_no") or document.get("trial_internal_id") or "")
    where = " ".join(part for part in (place, name) if part)
    problems: list[Problem] = []
    reader = LeafReader(dictionary, problems)
    parts = []
    for level, path, node in _levels(document, where, problems):
        if "match" not in node or (level != "trial" and not node["match"]):
            continue
        here = " / ".join((where, *path)) if where else " / ".join(path)
        sentence = tree(node["match"], here, reader, problems)
        parts.append(CtmlPart(level, path, sentence, _suspended(level, node), _description(level, node)))
    return CtmlTrial(name, str(document.get("nct_id") or ""), _title(document), str(document.get("phase") or ""),
                     _status(document), tuple(parts), tuple(problems))


def _levels(document: Mapping[str, Any], where: str,
            problems: list[Problem]) -> Iterator[tuple[str, tuple[str, ...], Mapping[str, Any]]]:
    yield "trial", (), document
    listed = document.get("treatment_list") or {}
    yield from _below("step", listed if isinstance(listed, Mapping) else {}, (), where, problems)


def _below(level: str, parent: Mapping[str, Any], path: tuple[str, ...], where: str,
           problems: list[Problem]) -> Iterator[tuple[str, tuple[str, ...], Mapping[str, Any]]]:
    nodes = parent.get(level) or []
    if not isinstance(nodes, list):
        problems.append(Problem("ctml-not-a-list", where, {"key": level, "found": type(nodes).__name__}))
        return
    for index, node in enumerate(nodes, 1):
        if not isinstance(node, Mapping):
            problems.append(Problem("ctml-unknown-node", where, {"key": str(node)[:60]}))
            continue
        here = (*path, f"{level} {node.get(_NAMES[level], index)}")
        yield level, here, node
        if level in _CHILDREN:
            yield from _below(_CHILDREN[level], node, here, where, problems)


def _suspended(level: str, node: Mapping[str, Any]) -> bool:
    if level == "arm":
        return _yes(node.get("arm_suspended"))
    if level == "dose_level":
        return _yes(node.get("level_suspended"))
    listed = node.get("arm")
    arms = [arm for arm in listed if isinstance(arm, Mapping)] if isinstance(listed, list) else []
    # Upstream also takes a step without arms for suspended; a step that only registers patients is not.
    return level == "step" and bool(arms) and all(_yes(arm.get("arm_suspended")) for arm in arms)


def _yes(value: Any) -> bool:
    return str(value or "").strip().lower() in ("y", "yes", "true")


def _description(level: str, node: Mapping[str, Any]) -> str:
    key = {"step": "step_type", "arm": "arm_description", "dose_level": "level_description"}.get(level, "")
    return str(node.get(key) or "")


def _title(document: Mapping[str, Any]) -> str:
    return str(document.get("long_title") or document.get("short_title") or "")


def _status(document: Mapping[str, Any]) -> str:
    """The current status of the summary, else the document's own."""
    summary = document.get("_summary")
    listed = summary.get("status") if isinstance(summary, Mapping) else None
    if isinstance(listed, list) and listed and isinstance(listed[0], Mapping):
        return str(listed[0].get("value") or "")
    return str(document.get("status") or "")

"""A draft or a version on its way out: as CTML, and as the file of the house (`knowledge/trials`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from paeonia.criteria.ctml_export import export_ctml
from paeonia.knowledge.dictionary import dictionary
from paeonia.knowledge.trials import CONFIDENCE, PHASES, SETTINGS, trials
from paeonia.modules.trials.catalogue import TrialCard
from paeonia.record.problems import Problem

from ..choices import ASKS_NOTHING, GroupKind


@dataclass(frozen=True)
class Part:
    """Sentences that hold together: of the whole trial (`code` empty), or of one group."""

    code: str
    kind: str
    words: Mapping[str, str]
    sentences: tuple[Any, ...]      # plain data, every scalar as it was written


@dataclass(frozen=True)
class Outgoing:
    """What is written out; `day` is when it was approved, or last changed."""

    slug: str
    whole: Part
    groups: tuple[Part, ...]
    day: str
    approved: bool


def parts(lines: Iterable[Mapping[str, Any]], groups: Iterable[Mapping[str, Any]]) -> tuple[Part, tuple[Part, ...]]:
    """The whole and its groups, from lines and groups in the shape a version keeps them in."""
    held: dict[str, list[Any]] = {}
    for line in lines:
        if line["outcome"] not in ASKS_NOTHING and line["sentence"]:
            held.setdefault(line["group"], []).append(plain(line["sentence"]))
    whole = Part("", "", {}, tuple(held.get("", ())))
    return whole, tuple(Part(one["code"], str(one["kind"]), {"en": one["en"], "zh": one["zh"]}, tuple(held[one["code"]]))
                        for one in groups if one["code"] in held)


def plain(text: str) -> Any:
    """A sentence as data; `yes` and `2+` stay what the language says they are."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  builds text, lists and mappings only


def ctml(out: Outgoing, card: TrialCard | None) -> tuple[dict[str, Any], list[Problem]]:
    """A CTML trial and what CTML cannot say.

    Each group repeats what holds for the whole trial, since CTML matches every part by itself.
    """
    problems: list[Problem] = []

    def match(*some: Part) -> list[dict[str, Any]]:
        tree, missing = export_ctml({"all": [one for part in some for one in part.sentences]}, dictionary())
        problems.extend(one for one in missing if one not in problems)
        return tree

    step: dict[str, Any] = {"step_internal_id": 1, "step_code": "1", "step_type": "Registration", "arm": []}
    if not out.groups:
        step["match"] = match(out.whole)
    doses = [one for one in out.groups if one.kind == GroupKind.DOSE_LEVEL]
    for number, one in enumerate((one for one in out.groups if one not in doses), 1):
        step["arm"].append({"arm_internal_id": number, "arm_code": one.code, "arm_description": one.words["en"],
                            "arm_suspended": "N", "dose_level": [], "match": match(out.whole, one)})
    if doses:
        step["arm"].append({"arm_internal_id": len(step["arm"]) + 1, "arm_code": "dose levels",
                            "arm_description": "Dose levels", "arm_suspended": "N", "dose_level": [
                                {"level_internal_id": number, "level_code": one.code, "level_description": one.words["en"],
                                 "level_suspended": "N", "match": match(out.whole, one)}
                                for number, one in enumerate(doses, 1)]})
    numbers = card.numbers if card else ()
    made = {"protocol_no": out.slug, "nct_id": next((one for one in numbers if one.startswith("NCT")), ""),
            "long_title": card.title["en"] if card else out.slug, "phase": "/".join(card.phases) if card else "",
            "status": "open to accrual" if card and card.recruiting else "closed to accrual",
            "treatment_list": {"step": [step]}}
    if problems:    # whoever opens the file without this page must know that it lets in more than it should
        made["_paeonia_not_expressed"] = [one.text("en") for one in problems]
    return made, problems


def house(out: Outgoing, card: TrialCard | None) -> dict[str, Any]:
    """The file of the house: what it says about the trial itself comes from the shipped file, else from the registry."""
    shipped = trials().get(out.slug)
    made: dict[str, Any] = {"id": out.slug}
    if shipped:
        made |= {"registry": list(shipped.registry), "acronym": shipped.acronym, "title": dict(shipped.title),
                 "phase": shipped.phase, "setting": shipped.setting, "subtypes": list(shipped.subtypes),
                 "drugs": list(shipped.drugs), "china": shipped.china, "arms": [dict(one) for one in shipped.arms],
                 "summary": dict(shipped.summary), "source": shipped.source, "note": shipped.note}
    else:
        made |= _registered(out.slug, card)
    made |= {"checked_on": out.day, "confidence": CONFIDENCE[0] if out.approved else CONFIDENCE[2],
             "eligibility": {"all": list(out.whole.sentences)}}
    if out.groups:
        made["cohorts"] = [{"code": one.code, "kind": one.kind, "words": dict(one.words),
                            "eligibility": {"all": list(one.sentences)}} for one in out.groups]
    return {key: value for key, value in made.items() if value not in ("", None) and (value != [] or key == "registry")}


def _registered(slug: str, card: TrialCard | None) -> dict[str, Any]:
    title = dict(card.title) if card else {"en": slug, "zh": slug}
    phase = "/".join(card.phases) if card else ""
    setting = card.settings[0] if card and len(card.settings) == 1 else "any"
    numbers = [one for one in card.numbers if one] if card else [slug]
    return {"registry": numbers, "acronym": card.acronym if card else "", "title": title,
            "phase": phase if phase in PHASES else "na", "setting": setting if setting in SETTINGS else "any",
            "drugs": list(card.drugs) if card else [], "china": bool(card and card.china), "summary": title,
            "source": " ".join(numbers)}


def as_yaml(data: Mapping[str, Any]) -> str:
    """YAML as people of this house write it."""
    return str(yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False, default_flow_style=None, width=100))


def in_order(lines: Sequence[Any], codes: Mapping[int, str]) -> list[dict[str, Any]]:
    """Lines of a draft in the shape a version keeps them in, as far as they are written out."""
    return [{"outcome": one.outcome, "sentence": one.sentence, "group": codes.get(one.group_id, "")} for one in lines]

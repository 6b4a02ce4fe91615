"""What this room tells `trials`: the newest approved version of each trial, ready to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.db.models import Max
from django.utils import timezone

from paeonia.criteria.nodes import All, Ask, Node
from paeonia.knowledge.cohorts import Cohort
from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.cohorts import joined
from paeonia.modules.trials.superseding import InForce
from paeonia.people.once import once

from .choices import ASKS_NOTHING
from .models import Version
from .reading import read

# Criteria that cannot be read any more must neither vanish nor fall back to older ones: a person is asked.
UNREADABLE = Ask("The approved criteria can be read with today's dictionary (see the workbench) and are met",
                 "已批准的标准可用当前数据字典解析（见标准工作台）且符合")


@once
def state() -> str:
    """Changes with every approval."""
    return str(Version.objects.aggregate(last=Max("id"))["last"] or "")


def in_force() -> Mapping[str, InForce]:
    """The newest version of each trial by the name its question is asked under."""
    return _in_force(state(), dictionary().version)


@lru_cache(maxsize=2)
def _in_force(state: str, rules: str) -> Mapping[str, InForce]:
    if not state:
        return {}
    rows = Version.objects.select_related("dossier").order_by("dossier_id", "-number").distinct("dossier_id")
    return {row.dossier.slug: _one(row, rules) for row in rows}


def _one(row: Version, rules: str) -> InForce:
    day, source = timezone.localtime(row.approved_at).date().isoformat(), f"{row.dossier.slug} · v{row.number}"
    base, cohorts = parts_of(row)
    return InForce(row.dossier.slug, row.number, base, f"v{row.number}-{row.digest}-{rules[:6]}", source, day, row.text,
                   cohorts)


def parts_of(row: Version) -> tuple[Node, tuple[Cohort, ...]]:
    """What holds for the whole trial, and each group's own criteria, as today's dictionary reads them."""
    lines = [line for line in row.content["lines"] if line["outcome"] not in ASKS_NOTHING and line["sentence"]]
    said = {code: _all([line["sentence"] for line in lines if line["group"] == code])
            for code in ("", *(one["code"] for one in row.content["groups"]))}
    if any(node is None for node in said.values()):
        return All((UNREADABLE,)), ()
    cohorts = tuple(Cohort(one["code"], {"en": one["en"], "zh": one["zh"]}, one["kind"], said[one["code"]] or All(()))
                    for one in row.content["groups"])
    return said[""] or All(()), cohorts


def _all(sentences: list[str]) -> Node | None:
    found = [read(text).node for text in sentences]
    return None if None in found else All(tuple(node for node in found if node is not None))


def node_of(row: Version) -> Node:
    """A version's criteria as one sentence."""
    return joined(*parts_of(row))

"""Safety rules: within how long a serious event is reported to whom. Clinicians write them in `knowledge/safety/`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from paeonia.knowledge.dictionary import root
from paeonia.record.located import Located, read_yaml
from paeonia.record.problems import Problem, Refused, messages

CONDITIONS = {"serious", "fatal", "life", "unexpected", "suspected"}
RECIPIENTS: dict[str, dict[str, str]] = {
    "sponsor": {"en": "Sponsor", "zh": "申办者"},
    "ethics": {"en": "Ethics committee", "zh": "伦理委员会"},
    "office": {"en": "Clinical trial office", "zh": "机构办公室"},
    "authority": {"en": "Drug authority (CDE)", "zh": "药监部门（CDE）"},
}
_KEYS = ("id", "words", "for", "source", "checked_on", "confidence", "note", "deadlines")

messages({
    "safety-rule": ("{fault}. The rule is left out until this is mended.", "{fault_zh}。更正前该规则不生效。"),
})


@dataclass(frozen=True)
class Deadline:
    """One report: to whom, under which conditions, how long after awareness."""

    id: str
    words: Mapping[str, str]
    to: str
    when: frozenset[str]
    within: timedelta
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rule:
    """A set of deadlines as one body asks for them; `version` changes with the text."""

    id: str
    words: Mapping[str, str]
    body: str                   # study or ethics
    source: str
    checked_on: str
    confidence: str
    note: str
    deadlines: tuple[Deadline, ...]
    version: str
    content: Mapping[str, Any] = field(compare=False)


def rules() -> tuple[dict[str, Rule], list[Problem]]:
    """Every rule that could be read, by id, and everything wrong with the others; read again when a file changes."""
    files = sorted((root() / "safety").glob("*.yaml"))
    return _rules(tuple((str(path), path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=2)
def _rules(files: tuple[tuple[str, int], ...]) -> tuple[dict[str, Rule], list[Problem]]:
    found: dict[str, Rule] = {}
    wrong: list[Problem] = []
    for name, _ in files:
        try:
            with open(name, "rb") as file:
                rule = read_rule(read_yaml(file.read(), name.rsplit("/", 1)[-1]))
            found[rule.id] = rule
        except Refused as refused:
            wrong += refused.problems
    return found, wrong


def read_rule(doc: Located) -> Rule:
    """A rule from its file; raises Refused with the line."""
    if not doc.is_map():
        raise _wrong(doc, "a rule is a mapping", "规则应为键值结构")
    given = dict(doc.items())
    for key in given:
        if key not in _KEYS:
            raise _wrong(given[key], f"“{key}” is not known; known: {', '.join(_KEYS)}", f"未知的键“{key}”")
    for key in (key for key in _KEYS if key not in given and key != "note"):
        raise _wrong(doc, f"“{key}” is missing", f"缺少“{key}”")
    plain = doc.plain()
    for key in ("id", "source", "checked_on"):
        if not str(plain[key] or "").strip():
            raise _wrong(given[key], f"“{key}” is empty", f"“{key}”为空")
    if plain["for"] not in ("study", "ethics") or plain["confidence"] not in ("high", "medium", "low"):
        raise _wrong(doc, "`for` is study or ethics, `confidence` high, medium or low", "`for` 或 `confidence` 取值无效")
    if not given["deadlines"].is_list() or not given["deadlines"].value:
        raise _wrong(given["deadlines"], "`deadlines` is a list of at least one", "`deadlines` 至少一条")
    for one in given["deadlines"].value:
        _checked(one)
    return rule_of(plain)


def rule_of(plain: Mapping[str, Any]) -> Rule:
    """A rule from its plain content, as a study keeps it."""
    version = hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]
    deadlines = tuple(
        Deadline(one["id"], one["words"], one["to"], frozenset(one.get("when") or ()),
                 timedelta(hours=int(one["hours"])) if "hours" in one else timedelta(days=int(one["days"])),
                 frozenset(one.get("unless") or ())) for one in plain["deadlines"])
    return Rule(plain["id"], plain["words"], plain["for"], plain["source"], plain["checked_on"], plain["confidence"],
                plain.get("note") or "", deadlines, version, plain)


def _checked(one: Located) -> None:
    plain = one.plain()
    if not one.is_map() or not {"id", "words", "to"} <= set(plain) or ("hours" in plain) == ("days" in plain):
        raise _wrong(one, "a deadline needs `id`, `words`, `to` and either `hours` or `days`",
                     "每条时限须有 `id`、`words`、`to`，以及 `hours` 或 `days` 之一")
    if plain["to"] not in RECIPIENTS or not {"en", "zh"} <= set(plain["words"]):
        raise _wrong(one, f"`to` is one of {', '.join(RECIPIENTS)}; `words` has en and zh", "`to` 或 `words` 无效")
    if not {*(plain.get("when") or ()), *(plain.get("unless") or ())} <= CONDITIONS:
        raise _wrong(one, f"conditions are {', '.join(sorted(CONDITIONS))}", "条件代码无效")
    if not str(plain.get("hours", plain.get("days"))).isdigit():
        raise _wrong(one, "`hours` or `days` is a whole number", "`hours` 或 `days` 应为整数")


def _wrong(where: Located, en: str, zh: str) -> Refused:
    return Refused([Problem("safety-rule", where.place, {"fault": en, "fault_zh": zh})])


def due(aware_at: datetime, deadline: Deadline) -> datetime:
    """When a report is due: the day of awareness is day 0, days are calendar days of 24 hours."""
    return aware_at + deadline.within


def asked(deadline: Deadline, true: frozenset[str]) -> bool:
    """Whether an event with these properties needs this report."""
    return deadline.when <= true and not deadline.unless & true

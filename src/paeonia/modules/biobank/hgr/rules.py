"""The rules of human genetic resources as clinicians keep them in `knowledge/biobank/hgr.yaml`, checked as they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from paeonia.knowledge.dictionary import root
from paeonia.record.located import Located, read_yaml
from paeonia.record.problems import Problem, Refused, messages

NAMES = ("collection", "headcount", "preservation", "cooperation", "export", "information", "security", "annual_report")
messages({"hgr-rule": ("{fault}. Mend it at this place; until then nothing is let through.",
                       "{fault_zh}。请在此处更正，更正前一律不放行。")})


@dataclass(frozen=True)
class Rule:
    """One rule: whether it is hard, from how many people on, when something is due (month, day), and its source."""

    name: str
    words: Mapping[str, str]
    hard: bool
    source: Mapping[str, str]
    confidence: str
    people: int = 0
    due: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Rules:
    """All rules with the day on which they were checked."""

    checked_on: str
    authority: Mapping[str, str]
    at_home: str
    percent: tuple[int, ...]
    days: tuple[int, ...]
    by_name: Mapping[str, Rule]

    def __getitem__(self, name: str) -> Rule:
        return self.by_name[name]


def rules() -> Rules:
    """The rules, read again when the file changes; raises Refused with the line when it is broken."""
    path = root() / "biobank" / "hgr.yaml"
    return _rules(str(path), path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _rules(name: str, _changed: int) -> Rules:
    with open(name, "rb") as file:
        return read_rules(read_yaml(file.read(), name.rsplit("/", 1)[-1]))


def read_rules(doc: Located) -> Rules:
    """The rules from their file."""
    if not doc.is_map():
        raise _wrong(doc, "the file is a mapping", "文件应为键值结构")
    given = dict(doc.items())
    for key in ("checked_on", "authority", "at_home", "warn_percent", "warn_days", "rules"):
        if key not in given:
            raise _wrong(doc, f"“{key}” is missing", f"缺少“{key}”")
    held = dict(given["rules"].items()) if given["rules"].is_map() else {}
    for name in (name for name in NAMES if name not in held):
        raise _wrong(given["rules"], f"the rule “{name}” is missing", f"缺少规则“{name}”")
    plain = doc.plain()
    return Rules(plain["checked_on"], plain["authority"], plain["at_home"], _numbers(given["warn_percent"]),
                 _numbers(given["warn_days"]), {name: _rule(name, held[name]) for name in NAMES})


def _rule(name: str, doc: Located) -> Rule:
    plain = doc.plain()
    if not isinstance(plain, dict) or not {"words", "mode", "source", "confidence"} <= set(plain):
        raise _wrong(doc, f"“{name}” needs words, mode, source and confidence",
                     f"“{name}”须有 words、mode、source、confidence")
    if plain["mode"] not in ("hard", "warning") or plain["confidence"] not in ("high", "medium", "low"):
        raise _wrong(doc, "`mode` is hard or warning, `confidence` high, medium or low", "`mode` 或 `confidence` 取值无效")
    if not all(isinstance(plain[key], dict) and {"en", "zh"} <= set(plain[key]) for key in ("words", "source")):
        raise _wrong(doc, f"“{name}” needs words and a source in both languages", f"“{name}”的说明和出处须有中英文")
    people, due = str(plain.get("people", "0")), str(plain.get("due", "0-0")).split("-")
    if not people.isdigit() or len(due) != 2 or not all(part.isdigit() for part in due):
        raise _wrong(doc, "`people` is a whole number, `due` a month and day as 01-31",
                     "`people` 应为整数，`due` 形如 01-31")
    return Rule(name, plain["words"], plain["mode"] == "hard", plain["source"], plain["confidence"], int(people),
                (int(due[0]), int(due[1])))


def _numbers(doc: Located) -> tuple[int, ...]:
    if not doc.is_list() or not all(str(one.plain()).isdigit() for one in doc.value):
        raise _wrong(doc, "a list of whole numbers stands here", "此处应为整数列表")
    return tuple(int(one.plain()) for one in doc.value)


def _wrong(where: Located, en: str, zh: str) -> Refused:
    return Refused([Problem("hgr-rule", where.place, {"fault": en, "fault_zh": zh})])

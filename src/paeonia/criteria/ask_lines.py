"""Lines of a facts file: each becomes a patient on a day; whatever cannot be used is named with its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from paeonia.criteria.derive import derive
from paeonia.record.check import check
from paeonia.record.codes import hint, nearest
from paeonia.record.dates import days
from paeonia.record.dictionary import Dictionary
from paeonia.record.facts import Fact
from paeonia.record.problems import Problem, messages
from paeonia.record.timeline import Timeline

_REVIEW = re.compile(r"\s*(\w+)\s*(?:\(\s*(\w+)\s*=\s*(.+?)\s*\))?\s*$")
_KEYS = ("patient", "as_of", "facts", "reviewed")

messages({
    "ask-not-json": ("the line is not JSON ({why}). It was left out.", "该行不是 JSON（{why}），已跳过。"),
    "ask-not-utf-8": ("the line is not UTF-8. Save the file as UTF-8. The line was left out.",
                      "该行不是 UTF-8 编码，请将文件另存为 UTF-8。该行已跳过。"),
    "ask-twice": ("“{key}” stands in the line twice. Keep one. The line was left out.",
                  "“{key}”在该行中出现两次，请保留一个。该行已跳过。"),
    "ask-shape": ("the line needs {expected}. It was left out.", "该行需要 {expected}，已跳过。"),
    "ask-patient": ("the line needs `patient`, a text or a whole number. It was left out.",
                    "该行需要 `patient`（文本或整数），已跳过。"),
    "ask-date": ("“{value}” is not a date for {key}. Write {expected}. The line was left out.",
                 "{key}的“{value}”不是日期。请写作 {expected}。该行已跳过。"),
    "ask-key": ("“{key}” is not understood; a line has {expected}. It was left out.",
                "不能识别“{key}”；每行只有 {expected}。已跳过。"),
    "ask-fact": ("fact {number} needs {expected}. It was left out.", "第 {number} 条事实需要 {expected}，已跳过。"),
    "ask-reviewed": ("“{key}” is no list that can be reviewed{hint}. Write an event such as `therapy`, or a part "
                     "of one such as `variant(gene=PIK3CA)`. It was left out.",
                     "“{key}”不是可核对的列表{hint}。请写事件名（如 `therapy`）"
                     "或其一部分（如 `variant(gene=PIK3CA)`）。已跳过。"),
    "ask-gap": ("an entry of {variable} was left out, so its list does not count as reviewed. Mend the entry.",
                "{variable}有条目被跳过，故该列表不视为已核对完整。请更正该条目。"),
})


class _Twice(Exception):
    """A key that stands twice; JSON readers keep the last in silence."""


@dataclass
class Asked:
    """One line of the facts file: a patient on a day, or the problem that made the line unusable."""

    patient: Any
    line: Timeline | None = None
    refused: list[Problem] = field(default_factory=list)


def read_lines(lines: Iterable[str | bytes], dictionary: Dictionary, name: str = "") -> Iterator[Asked]:
    """Each non-empty line; facts that fail the dictionary check are refused one by one, the others are kept."""
    for number, text in enumerate(lines, 1):
        if text.strip():
            yield _line(text, dictionary, f"{name}:{number}")


def _line(text: str | bytes, dictionary: Dictionary, place: str) -> Asked:
    given = _read(text, place)
    if isinstance(given, Problem):
        return Asked(None, refused=[given])
    asked = Asked(given["patient"])
    as_of, reviewed = _as_of(given.get("as_of"), place), _reviewed(given.get("reviewed"), place)
    items = [] if given.get("facts") is None else given["facts"]
    asked.refused += [found for found in (as_of, reviewed) if isinstance(found, Problem)]
    if not isinstance(items, list):
        asked.refused.append(Problem("ask-shape", place, {"expected": '"facts": [{"variable", ...}, ...]'}))
    if asked.refused or isinstance(as_of, Problem) or isinstance(reviewed, Problem):
        return asked
    asked.refused += [Problem("ask-key", place, {"key": key, "expected": ", ".join(_KEYS)})
                      for key in given if key not in _KEYS]
    listed = _listed(reviewed, dictionary, place, asked.refused)
    kept = _facts(items, dictionary, place, asked.refused, listed)
    asked.line = Timeline(derive(kept, dictionary, as_of), dictionary, as_of, listed)
    return asked


def _read(text: str | bytes, place: str) -> dict[str, Any] | Problem:
    try:
        given = json.loads(text.decode("utf-8-sig") if isinstance(text, bytes) else text, object_pairs_hook=_once)
    except _Twice as twice:
        return Problem("ask-twice", place, {"key": str(twice)})
    except UnicodeDecodeError:
        return Problem("ask-not-utf-8", place)
    except (ValueError, RecursionError) as broken:
        return Problem("ask-not-json", place, {"why": str(broken)[:80]})
    if not isinstance(given, dict):
        return Problem("ask-shape", place, {"expected": '{"patient", "as_of", "facts": [...]}'})
    if isinstance(given.get("patient"), bool) or not isinstance(given.get("patient"), (str, int)):
        return Problem("ask-patient", place)
    return given


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _Twice(next(key for key in keys if keys.count(key) > 1))
    return found


def _as_of(given: Any, place: str) -> int | Problem:
    """The reference day; today on the wall when none is given. A month or a year is no day to ask on."""
    try:
        meant = days(date.today().isoformat() if given is None else str(given))  # noqa: DTZ011
    except ValueError:
        meant = None
    if meant is None or meant.first != meant.last:
        return Problem("ask-date", place, {"key": "as_of", "value": given, "expected": "YYYY-MM-DD"})
    return meant.first


def _reviewed(given: Any, place: str) -> dict[str, str] | Problem:
    if given is None:
        return {}
    if not isinstance(given, dict):
        return Problem("ask-shape", place, {"expected": '"reviewed": {"therapy": "YYYY-MM-DD"}'})
    for key, on in given.items():
        try:
            days(str(on))
        except ValueError:
            return Problem("ask-date", place, {"key": f"reviewed {key}", "value": on,
                                               "expected": "YYYY-MM-DD, YYYY-MM, YYYY"})
    return {key: str(on) for key, on in given.items()}


def _listed(reviewed: dict[str, str], dictionary: Dictionary, place: str, refused: list[Problem]) -> dict[str, str]:
    """The reviews of an event, or of a part of one by a field and its value; a misspelt one would be silence."""
    kept: dict[str, str] = {}
    for key, on in reviewed.items():
        found = _REVIEW.match(key)
        variable, name, value = found.groups() if found else (key, None, None)
        wrong = _misread(variable, name, value, dictionary)
        if wrong is None:
            kept[f"{variable}({name}={value})" if name else variable] = on
        else:
            refused.append(Problem("ask-reviewed", place, {"key": key, "hint": wrong}))
    return kept


def _misread(variable: str, name: str | None, value: str | None, dictionary: Dictionary) -> str | None:
    """None for a review that can be counted, else the nearest name for the first word that is wrong (or nothing)."""
    events = {entry.id: entry for entry in dictionary.variables.values() if entry.kind == "event"}
    if variable not in events:
        return hint(variable, events)
    if name is None:
        return None
    field = events[variable].fields.get(name)
    if field is None:
        return hint(name, events[variable].fields)
    return None if field.codes is None or value in field.codes else hint(str(value), field.codes.codes)


def _facts(items: list[Any], dictionary: Dictionary, place: str, refused: list[Problem],
           reviewed: dict[str, str]) -> tuple[Fact, ...]:
    """The facts that can be read. A list with an entry that cannot is no longer complete: silence is not no."""
    kept: list[Fact] = []
    for number, item in enumerate(items, 1):
        found = _fact(item, number, dictionary, place)
        if isinstance(found, Fact):
            kept.append(found)
            continue
        refused.append(found)
        variable = _meant(item, dictionary)
        gone = [key for key in reviewed if key.partition("(")[0] == variable]
        for key in gone:
            del reviewed[key]
        if gone:
            refused.append(Problem("ask-gap", place, {"variable": variable}))
    return tuple(kept)


def _meant(item: Any, dictionary: Dictionary) -> str | None:
    """The variable of an entry that was refused, or the nearest: "therpy" is most likely a therapy that is missed."""
    name = item.get("variable") if isinstance(item, dict) else None
    if not isinstance(name, str):
        return None
    return name if name in dictionary else dictionary.spoken.get(nearest(name, dictionary.spoken) or "")


def _fact(item: Any, number: int, dictionary: Dictionary, place: str) -> Fact | Problem:
    if not isinstance(item, dict) or not isinstance(item.get("variable"), str):
        return Problem("ask-fact", place, {"number": number, "expected": '{"variable": ..., "on": ...}'})
    fields = {key: value for key, value in item.items() if key not in ("variable", "on", "source")}
    on = item.get("on")
    return check(Fact(item["variable"], fields, None if on is None else str(on), str(item.get("source", place))),
                 dictionary, place=place)

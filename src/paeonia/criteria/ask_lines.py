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
from paeonia.record.dates import days
from paeonia.record.dictionary import Dictionary
from paeonia.record.facts import Fact
from paeonia.record.problems import Problem, messages
from paeonia.record.timeline import Timeline

_REVIEW = re.compile(r"(\w+)(?:\((\w+)=(.+)\))?$")
_KEYS = ("patient", "as_of", "facts", "reviewed")

messages({
    "ask-not-json": ("the line is not JSON ({why}). It was left out.", "该行不是 JSON（{why}），已跳过。"),
    "ask-not-utf-8": ("the line is not UTF-8. Save the file as UTF-8. The line was left out.",
                      "该行不是 UTF-8 编码，请将文件另存为 UTF-8。该行已跳过。"),
    "ask-twice": ("“{key}” stands in the line twice. Keep one. The line was left out.",
                  "“{key}”在该行中出现两次，请保留一个。该行已跳过。"),
    "ask-shape": ("the line needs {expected}. It was left out.", "该行需要 {expected}，已跳过。"),
    "ask-date": ("“{value}” is not a date for {key}. Write {expected}. The line was left out.",
                 "{key}的“{value}”不是日期。请写作 {expected}。该行已跳过。"),
    "ask-key": ("“{key}” is not understood; a line has {expected}. It was left out.",
                "不能识别“{key}”；每行只有 {expected}。已跳过。"),
    "ask-fact": ("fact {number} needs {expected}. It was left out.", "第 {number} 条事实需要 {expected}，已跳过。"),
    "ask-reviewed": ("“{key}” is no list that can be reviewed. Write an event such as `therapy`, or a part of one such as "
                     "`variant(gene=PIK3CA)`. It was left out.",
                     "“{key}”不是可核对的列表。请写事件名（如 `therapy`）或其一部分（如 `variant(gene=PIK3CA)`）。已跳过。"),
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
    as_of = _as_of(given.get("as_of"), place)
    reviewed = _reviewed(given.get("reviewed"), place)
    for found in (as_of, reviewed):
        if isinstance(found, Problem):
            asked.refused.append(found)
    if isinstance(as_of, Problem) or isinstance(reviewed, Problem):
        return asked
    asked.refused += [Problem("ask-key", place, {"key": key, "expected": ", ".join(_KEYS)})
                      for key in given if key not in _KEYS]
    for key in [key for key in reviewed if not _listed(key, dictionary)]:
        del reviewed[key]
        asked.refused.append(Problem("ask-reviewed", place, {"key": key}))
    kept = _facts(given.get("facts", []), dictionary, place, asked.refused, reviewed)
    asked.line = Timeline(derive(kept, dictionary, as_of), dictionary, as_of, reviewed)
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
    if (not isinstance(given, dict) or not isinstance(given.get("facts", []), list)
            or isinstance(given.get("patient"), bool) or not isinstance(given.get("patient"), (str, int))):
        return Problem("ask-shape", place, {"expected": '{"patient", "as_of", "facts": [...]}'})
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


def _listed(key: str, dictionary: Dictionary) -> bool:
    """Whether a review names an event, or a part of one by a field and its value; a misspelt one would be silence."""
    found = _REVIEW.match(key)
    variable = dictionary.variables.get(found[1]) if found else None
    if found is None or variable is None or variable.kind != "event":
        return False
    if found[2] is None:
        return True
    field = variable.fields.get(found[2])
    return field is not None and (field.codes is None or found[3] in field.codes)


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
        variable = item.get("variable") if isinstance(item, dict) else None
        gone = [key for key in reviewed if key.partition("(")[0] == variable]
        for key in gone:
            del reviewed[key]
        if gone:
            refused.append(Problem("ask-gap", place, {"variable": variable}))
    return tuple(kept)


def _fact(item: Any, number: int, dictionary: Dictionary, place: str) -> Fact | Problem:
    if not isinstance(item, dict) or not isinstance(item.get("variable"), str):
        return Problem("ask-fact", place, {"number": number, "expected": '{"variable": ..., "on": ...}'})
    fields = {key: value for key, value in item.items() if key not in ("variable", "on", "source")}
    on = item.get("on")
    return check(Fact(item["variable"], fields, None if on is None else str(on), str(item.get("source", place))),
                 dictionary, place=place)

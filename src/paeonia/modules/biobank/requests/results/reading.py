"""Reading rows of results: label, what was measured, value, unit; every bad line is named."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from paeonia.record.problems import Problem

MOST = 20_000


@dataclass(frozen=True)
class Row:
    """One value of one specimen."""

    specimen_id: int
    label: str
    name: str
    value: str
    unit: str


def rows(text: str, known: Mapping[str, tuple[int, str]]) -> tuple[list[Row], list[Problem]]:
    """Rows and what is wrong with others; `known`: label or barcode -> specimen and label given out on the request."""
    good: list[Row] = []
    bad: list[Problem] = []
    seen: set[tuple[int, str]] = set()
    for line, cells in enumerate(csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=_mark(text)), 1):
        told = [cell.strip() for cell in cells]
        if not any(told) or (line == 1 and told[0].lower() in ("label", "标签", "条码", "barcode")):
            continue
        told += [""] * (4 - len(told))
        code, name, value, unit = told[:4]
        if line > MOST:
            bad.append(_wrong(line, f"more than {MOST} lines. Split the file.", f"超过 {MOST} 行，请拆分文件。"))
            break
        if code not in known:
            bad.append(_wrong(line, f"“{code[:40]}” was not given out on this request. Correct the code, or leave it out.",
                              f"“{code[:40]}”未在本申请中出库，请更正编码或删除该行。"))
        elif not name or not value:
            bad.append(_wrong(line, "what was measured or its value is missing. Fill it in.",
                              "缺少检测项目或结果值，请补填。"))
        elif len(name) > 120 or len(value) > 200 or len(unit) > 20:
            bad.append(_wrong(line, "a cell is too long. Shorten it.", "单元格内容过长，请缩短。"))
        elif (known[code][0], name) in seen:
            bad.append(_wrong(line, f"{known[code][1]} has “{name}” twice. Keep one of them.",
                              f"{known[code][1]} 的“{name}”重复，请保留其一。"))
        else:
            seen.add((known[code][0], name))
            good.append(Row(*known[code], name, value, unit))
    return good, bad


def decoded(held: bytes) -> str:
    """Text of a file in UTF-8, or in the older Chinese encoding."""
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError:
        return held.decode("gb18030", errors="replace")


def _mark(text: str) -> str:
    return "\t" if "\t" in text.split("\n", 1)[0] else ","


def _wrong(line: int, en: str, zh: str) -> Problem:
    return Problem("bankreq-row", f"row {line}", {"fault_en": en, "fault_zh": zh})

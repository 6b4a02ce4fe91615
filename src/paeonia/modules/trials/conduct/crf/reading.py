"""CSV files as REDCap writes them: UTF-8 or the encoding of Chinese programs, any of the usual separators."""

from __future__ import annotations

import csv
import io

from paeonia.modules.trials.intake.decoding import text_of

from ..refusing import refuse

LARGEST, MOST_ROWS = 20 * 2**20, 50_000
Lines = list[tuple[int, dict[str, str]]]


def _common(data: bytes) -> str | None:
    """A table whose few Chinese characters stand alone in their cells: believed if all of them are everyday ones.

    Western letters that happen to decode as Chinese come out as rare characters, which the old national set lacks.
    """
    try:
        text = data.decode("gb18030")
        text.encode("gb2312")
    except UnicodeError:
        return None
    return text


def table(data: bytes, name: str) -> tuple[tuple[str, ...], Lines]:
    """The columns, and each row with the line it ends on; raises Refused."""
    def no(en: str, zh: str) -> Exception:
        return refuse("crf-not-csv", name=name, fault={"en": en, "zh": zh})

    if len(data) > LARGEST:
        raise no(f"it is larger than {LARGEST // 2**20} MB", f"超过 {LARGEST // 2**20} MB")
    text = text_of(data) or _common(data)
    if text is None or "\0" in text:
        raise no("it is neither UTF-8 nor GB18030", "既不是 UTF-8 也不是 GB18030 编码")
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        columns = tuple(cell.strip() for cell in next(reader, ()))
        if len(columns) < 2 or len(set(columns)) != len(columns):
            raise no("its first line does not name each column once", "首行未逐一给出列名，或列名重复")
        rows = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise no(str(error), "格式有误") from None
    if len(rows) > MOST_ROWS:
        raise no(f"it has more than {MOST_ROWS} rows", f"超过 {MOST_ROWS} 行")
    for number, cells in rows:
        if len(cells) > len(columns):
            raise no(f"line {number} has {len(cells)} cells instead of {len(columns)}",
                     f"第 {number} 行有 {len(cells)} 格，应为 {len(columns)} 格")
    return columns, [(number, dict(zip(columns, cells, strict=False))) for number, cells in rows]

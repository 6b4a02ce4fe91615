"""A saved page of China's drug-trial registry as rows of cells: tables, the headings between them, and bare text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

Cell = tuple[str, str]      # `th`, `td`, or `text` for what stands outside every table; and what it says
HEADING = 40                # characters; what is longer between two tables is text
_TAGS = ("html|head|body|meta|title|link|style|script|noscript|main|footer|header|nav|section|div|span|p|a|b|i|u|em|strong|"
         "font|small|sub|sup|br|hr|img|ul|ol|li|dl|dt|dd|h[1-6]|table|thead|tbody|tfoot|tr|td|th|caption|colgroup|col|form|input|"
         "button|label|select|option|textarea|iframe|pre|center")
_STRAY = re.compile(rf"<(?!/?(?:{_TAGS})(?=[\s/>])|!)", re.IGNORECASE)    # the registry writes `<pT2` as it is


def rows(page: str) -> list[list[Cell]]:
    """The rows of a page in their order; a heading or bare text is a row of one cell."""
    reader = _Rows()
    reader.feed(_STRAY.sub("&lt;", page))
    reader.close()
    return [_unnumbered(row) for row in reader.rows]


def _unnumbered(row: list[Cell]) -> list[Cell]:
    """Without the number that spans the rows of one person."""
    numbered = len(row) > 2 and row[0][0] == row[1][0] == "th" and row[0][1].isdecimal()
    return row[1:] if numbered else row


class _Rows(HTMLParser):
    """Rows of cells in the order of the page; a table inside a cell gives rows of its own, a heading a row of one."""

    _HEADINGS = ("h1", "h2", "h3", "h4", "caption", "div")

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[Cell]] = []
        self.open: list[list[Cell]] = []
        self.cell: list[list[str]] = []
        self.kinds: list[str] = []
        self.between: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in ("script", "style"):
            self.hidden += 1
        elif tag == "tr":
            self._between("text")
            self.open.append([])
        elif tag in ("td", "th") and self.open:
            self.cell.append([])
            self.kinds.append(tag)
        elif tag == "table" and self.cell:
            # What stands in front of an inner table is its heading, and the outer cell ends here.
            self._flush()
        elif tag in ("br", "p", "li") and self.cell:
            self.cell[-1].append("\n")
        elif tag == "input" and self.cell:
            self._entered(dict(attrs))
        elif tag in self._HEADINGS and not self.cell:
            self._between("text")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.hidden = max(0, self.hidden - 1)
        elif tag in ("td", "th") and self.cell and self.open:
            text = "\n".join(
                line for part in "".join(self.cell.pop()).splitlines() if (line := " ".join(part.split()))
            )
            self.open[-1].append((self.kinds.pop(), text))
        elif tag == "tr" and self.open:
            self._row(self.open.pop())
        elif tag in self._HEADINGS and not self.cell:
            self._between("th")

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        (self.cell[-1] if self.cell else self.between).append(data)

    def _flush(self) -> None:
        """Say the row so far, so that inner rows follow their heading."""
        if self.open and self.open[-1]:
            self._row(self.open[-1])
            self.open[-1] = []
        if text := " ".join("".join(self.cell[-1]).split()):
            self.rows.append([("th", text)])
        self.cell[-1] = []

    def _row(self, row: list[Cell]) -> None:
        while len(row) > 1 and not row[-1][1] and len(row) % 2:
            row = row[:-1]
        if any(text for _, text in row):
            self.rows.append(row)

    def _entered(self, field: dict[str, str | None]) -> None:
        """What stands in a field of a form takes the place of the numbers in front of it."""
        if field.get("type") == "text" and field.get("value"):
            before = [part for part in self.cell[-1] if not part.strip().isdecimal()]
            self.cell[-1] = [*before, "\n", str(field["value"])]

    def _between(self, kind: str) -> None:
        text = " ".join("".join(self.between).split())
        self.between = []
        if text:
            self.rows.append([("th" if kind == "th" and len(text) < HEADING else "text", text)])

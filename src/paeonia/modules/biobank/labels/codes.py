"""DataMatrix and QR codes as rows of dots, and as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import segno
from ppf.datamatrix import DataMatrix  # type: ignore[import-untyped]

from paeonia.record.problems import Problem, Refused

from . import messages as _messages  # noqa: F401  declares what is said here

Kind = Literal["datamatrix", "qr"]
NAMES: dict[str, str] = {"datamatrix": "DataMatrix", "qr": "QR"}
# More would still be a code, but none that is read from the side of a tube.
MOST: dict[str, int] = {"datamatrix": 120, "qr": 400}
# Light dots around, without which a scanner does not find the code.
QUIET: dict[str, int] = {"datamatrix": 1, "qr": 4}


@dataclass(frozen=True)
class Code:
    """A code of a text: rows of dots, dark ones true, without the quiet zone around."""

    kind: Kind
    text: str
    rows: tuple[tuple[bool, ...], ...]

    @property
    def side(self) -> int:
        """Dots along one side, the quiet zone included."""
        return len(self.rows) + 2 * QUIET[self.kind]


@lru_cache(maxsize=512)
def code(kind: Kind, text: str) -> Code:
    """The code of a text; raises Refused with what cannot be in it."""
    if not text:
        raise Refused([Problem("code-empty")])
    if len(text) > MOST[kind]:
        raise _long(kind, text)
    for at, sign in enumerate(text, 1):
        if not sign.isprintable():
            raise Refused([Problem("label-control", "", {"at": at, "format": text})])
    rows: Any = _datamatrix(text) if kind == "datamatrix" else _qr(text)
    return Code(kind, text, tuple(tuple(bool(dot) for dot in row) for row in rows))


def _datamatrix(text: str) -> Any:
    if signs := "".join(dict.fromkeys(sign for sign in text if not sign.isascii())):
        raise Refused([Problem("code-not-ascii", "", {"text": text, "signs": signs})])
    return DataMatrix(text).matrix


def _qr(text: str) -> Any:
    if text.isascii():
        return segno.make_qr(text, error="m").matrix
    # UTF-8, said aloud in the code and as bytes: left to choose, the library takes some Chinese for Japanese.
    return segno.make_qr(text, error="m", encoding="utf-8", eci=True, mode="byte").matrix


def _long(kind: Kind, text: str) -> Refused:
    return Refused([Problem("code-long", "", {"length": len(text), "kind": NAMES[kind], "most": MOST[kind]})])


def path(made: Code) -> str:
    """The dark dots as an SVG path, one dot a unit, the quiet zone left free: runs in a row are one stroke."""
    quiet, strokes = QUIET[made.kind], []
    for y, row in enumerate(made.rows):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                strokes.append(f"M{start + quiet} {y + quiet}h{x - start}v1h-{x - start}z")
            x += 1
    return "".join(strokes)


def svg(made: Code) -> str:
    """The code as a picture that is sharp at any size; its text is its name for who cannot see it."""
    from xml.sax.saxutils import escape  # only pages need it

    side = made.side
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img"'
            f' shape-rendering="crispEdges"><title>{escape(made.text)}</title>'
            f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path fill="#000" d="{path(made)}"/></svg>')

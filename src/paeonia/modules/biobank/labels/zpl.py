"""Labels as ZPL II, which label printers understand without a driver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .codes import QUIET, code
from .design import Design, Filled, Square, Text, fitting
from .faces import MM_OF_POINT

# Everything else is written as bytes in hex, so that no text of a label can be a command.
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .-/:+")
_CONTROLS = "|!#$*=;?@&%<>{}[]()'\"" + "".join(sorted(_PLAIN - {" "}))
_DOTS = {203: 8.0, 300: 11.811, 600: 23.622}


@dataclass(frozen=True)
class Printer:
    """What differs between printers: dots an inch, and the stored font that has Chinese, as `E:SIMSUN.TTF`."""

    dpi: int = 300
    chinese: str = "E:SIMSUN.TTF"

    @property
    def per_mm(self) -> float:
        """Dots a millimetre."""
        return _DOTS[self.dpi]


def hexed(text: str) -> str:
    """A text as field data after ^FH: plain letters stay, every other byte of its UTF-8 becomes `_5E`."""
    return "".join(sign if sign in _PLAIN else "".join(f"_{byte:02X}" for byte in sign.encode()) for sign in text)


def zpl(design: Design, labels: Sequence[Sequence[Filled]], printer: Printer) -> str:
    """All labels, as many side by side as the medium has."""
    medium, found = design.medium, []
    for first in range(0, len(labels), medium.across):
        row = labels[first:first + medium.across]
        wide = medium.width * medium.across + medium.gap * (medium.across - 1)
        found += ["^XA", "^CI28", f"^PW{_dots(wide, printer)}", f"^LL{_dots(medium.height, printer)}", "^LH0,0"]
        for place, fields in enumerate(row):
            left = place * (medium.width + medium.gap)
            found += [part for one in fields for part in _field(one, left, printer)]
        found += ["^PQ1", "^XZ"]
    return "\n".join(found) + "\n"


def _dots(mm: float, printer: Printer) -> int:
    return round(mm * printer.per_mm)


def _field(one: Filled, left: float, printer: Printer) -> Iterator[str]:
    if isinstance(one.field, Square):
        yield _square(one.field, one.text, left, printer)
    else:
        yield _text(one.field, one.text, left, printer)


def _text(field: Text, text: str, left: float, printer: Printer) -> str:
    points = fitting(text, field.width, field.points)
    high = max(8, round(points * MM_OF_POINT * printer.per_mm))
    face = f"^A0N,{high},{high}" if text.isascii() else f"^A@N,{high},{high},{printer.chinese}"
    return f"^FO{_dots(field.x + left, printer)},{_dots(field.y, printer)}{face}^FH^FD{hexed(text)}^FS"


def _square(field: Square, text: str, left: float, printer: Printer) -> str:
    made = code(field.kind, text)
    dot = max(1, int(field.side * printer.per_mm / made.side))
    quiet = QUIET[made.kind] * dot
    at = f"^FO{_dots(field.x + left, printer) + quiet},{_dots(field.y, printer) + quiet}"
    if made.kind == "datamatrix":
        side = len(made.rows)
        # The sign that begins a control sequence inside the code must not be one of the text's own.
        # It is always said: printers differ in what they take without it.
        apart = next(sign for sign in _CONTROLS if sign not in text)
        return f"{at}^BXN,{dot},200,{side},{side},6,{apart}^FH^FD{hexed(text)}^FS"
    return f"{at}^BQN,2,{min(dot, 10)}^FH^FDMA,{hexed(text)}^FS"

"""What a label looks like: the medium and where texts and codes stand on it, in millimetres."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import ceil

from .faces import MM_OF_POINT, measure
from .tokens import Format, parse, render


@dataclass(frozen=True)
class Text:
    """A text: its upper left corner, how wide it may become, its size in points, in how many lines it may be broken."""

    says: Format
    x: float
    y: float
    width: float
    points: float
    lines: int = 1

    @property
    def line(self) -> float:
        """Millimetres from one line to the next."""
        return self.points * MM_OF_POINT * 1.2

    @property
    def height(self) -> float:
        """Millimetres that all its lines take."""
        return self.line * self.lines


@dataclass(frozen=True)
class Square:
    """A DataMatrix or QR code: its upper left corner and its side, the quiet zone included."""

    kind: str
    says: Format
    x: float
    y: float
    side: float

    @property
    def width(self) -> float:
        """Its side."""
        return self.side

    @property
    def height(self) -> float:
        """Its side."""
        return self.side


Field = Text | Square


@dataclass(frozen=True)
class Medium:
    """A label on its roll or sheet: size, the gap to the next one, how many stand side by side, whether it is round."""

    width: float
    height: float
    gap: float = 2.0
    across: int = 1
    round: bool = False


@dataclass(frozen=True)
class Design:
    """A label as it is printed; `code` names it among the designs of a bank."""

    code: str
    words: Mapping[str, str]
    medium: Medium
    fields: tuple[Field, ...]
    about: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all the tokens that it shows."""
        return tuple(dict.fromkeys(slot.token.name for one in self.fields for slot in one.says.slots))


@dataclass(frozen=True)
class Filled:
    """A field with what it says on one label; of a text in several lines each is one."""

    field: Field
    text: str


def filled(design: Design, known: Mapping[str, str]) -> tuple[Filled, ...]:
    """The fields of one label. A text with something that is not recorded is left out, a code never is: it is refused."""
    found = []
    for one in design.fields:
        if isinstance(one, Text) and any(not known.get(slot.token.name) for slot in one.says.slots):
            continue
        text = render(one.says, known, _never)
        found += _broken(one, text) if isinstance(one, Text) and one.lines > 1 else [Filled(one, text)]
    return tuple(found)


def _broken(field: Text, text: str) -> Iterator[Filled]:
    """A text in as few lines as hold it, broken after signs that are no letters where there are any."""
    many = min(field.lines, max(1, ceil(measure(text, field.points) / field.width - 0.001)), len(text))
    for number, piece in enumerate(broken(text, many)):
        yield Filled(replace(field, y=field.y + number * field.line, lines=1), piece)


def broken(text: str, many: int) -> list[str]:
    """A text in about equal pieces; nothing of it is lost."""
    if many <= 1:
        return [text]
    wanted = len(text) / many
    signs = [at + 1 for at, sign in enumerate(text[:-1]) if not sign.isalnum()]
    near = [at for at in signs if abs(at - wanted) <= max(2.0, wanted / 2)]
    # A hyphen mostly stands inside a code; a point or a space between two.
    at = min(near, key=lambda one: abs(one - wanted) + 3 * (text[one - 1] in "-_")) if near else ceil(wanted)
    return [text[:at], *broken(text[at:], many - 1)]


def _never(token: object) -> int:
    raise AssertionError(f"a printed label takes no running number: {token}")


def sample(design: Design) -> dict[str, str]:
    """What a preview says where no specimen is at hand."""
    return {slot.token.name: slot.token.sample for one in design.fields for slot in one.says.slots}


def fitting(text: str, width: float, points: float) -> float:
    """The size at which a text fits into a width: nothing printed is ever cut off."""
    wide = measure(text, points)
    return points if wide <= width else points * width / wide


def text_field(says: str, x: float, y: float, width: float, points: float = 6) -> Text:
    """A text from its format."""
    return Text(parse(says, "print"), x, y, width, points)

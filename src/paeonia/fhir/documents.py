"""One JSON document in: a resource, a bundle of any type, a list of resources. Entries come out one at a time.

Only one entry is decoded at any moment, so a large bundle costs its text and no more, and what stood before a
break in the file is already out when the break is met.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping
from typing import Any

from paeonia.fhir.decoding import Decoder, RefusedNumber, TooDeep, leap, skip
from paeonia.fhir.entries import Broken, Place, Resource
from paeonia.record.problems import Problem

# Yields what stands in a stretch of text and returns the position behind it.
Walk = Generator[Resource | Broken, None, int]


_DEEP = "nested too deep"


class _Break(Exception):
    """The text cannot be followed any further."""

    def __init__(self, at: int, why: str) -> None:
        self.at, self.why = at, why


class Document:
    """A JSON text with its place, read from the front."""

    def __init__(self, text: str, place: Place, depth: int) -> None:
        self._text, self._place, self._depth = text, place, depth
        self._decoder = Decoder(depth)
        self._kept = 0

    def entries(self) -> Iterator[Resource | Broken]:
        """Every resource of the document, and a `Broken` for every stretch that is none."""
        try:
            yield from self._top()
        except _Break as broken:
            yield self._broken(broken)

    def _top(self) -> Iterator[Resource | Broken]:
        at = skip(self._text, 1 if self._text.startswith("\ufeff") else 0)
        first = self._text[at:at + 1]
        if first == "[":
            end = yield from self._list(at, self._lenient)
        elif first == "{":
            end = yield from self._object(at)
        elif first == "<":
            yield Broken(Problem("fhir-is-xml", str(self._place)), self._text[:200])
            return
        else:
            raise _Break(at, "no { or [")
        rest = skip(self._text, end)
        if rest < len(self._text):
            raise _Break(rest, "text after the end")

    def _object(self, at: int) -> Walk:
        """A resource, or a bundle whose entries are streamed as soon as the key `entry` is met."""
        content: dict[str, Any] = {}
        start, at, streamed = at, skip(self._text, at + 1), False
        while self._text[at:at + 1] != "}":
            name, at = self._name(at)
            if name == "entry" and self._text[at:at + 1] == "[" and content.get("resourceType", "Bundle") == "Bundle":
                streamed = True
                at = yield from self._list(at, self._entry)
            else:
                content[name], at, wrong = self._value(at)
                if wrong:
                    yield wrong
                    content["resourceType"] = None
            at = self._next(at, "}")
        if not streamed and content.get("resourceType") != "Bundle" and "resourceType" in content:
            if content["resourceType"] is not None:
                yield from self._resource(content, self._place)
        elif not streamed and "resourceType" not in content:
            yield self._not_fhir(content, self._place, start)
        return at + 1

    def _list(self, at: int, read: Any) -> Walk:
        at, number = skip(self._text, at + 1), 0
        while self._text[at:at + 1] != "]":
            number += 1
            value, at, wrong = self._value(at, number)
            if wrong:
                yield wrong
            else:
                for item in read(value, self._place.at(entry=number)):
                    self._kept += isinstance(item, Resource)
                    yield item
            at = self._next(at, "]")
        return at + 1

    def _entry(self, value: Any, place: Place) -> Iterator[Resource | Broken]:
        inside = value.get("resource") if isinstance(value, dict) else None
        if isinstance(inside, dict):
            yield from self._resource(inside, place, value.get("fullUrl"))
        else:
            yield from self._lenient(value, place)

    def _lenient(self, value: Any, place: Place) -> Iterator[Resource | Broken]:
        """A resource standing bare in a list, or a list entry still wrapped as a bundle entry."""
        if isinstance(value, dict) and "resourceType" not in value and isinstance(value.get("resource"), dict):
            yield from self._resource(value["resource"], place, value.get("fullUrl"))
        elif isinstance(value, dict) and "resourceType" in value:
            yield from self._resource(value, place)
        else:
            keys = ", ".join(list(value)[:6]) if isinstance(value, dict) else type(value).__name__
            yield Broken(Problem("fhir-no-resource", str(place), {"keys": keys}), _raw(value))

    def _resource(self, content: Mapping[str, Any], place: Place, url: Any = None) -> Iterator[Resource | Broken]:
        if content.get("resourceType") == "Bundle":  # a bundle within a bundle: searches answer so
            entries = content.get("entry")
            for inner in entries if isinstance(entries, list) else []:
                yield from self._entry(inner, place)
        elif isinstance(content.get("resourceType"), str):
            yield Resource(content, place, url if isinstance(url, str) else "")
        else:
            yield self._not_fhir(content, place, 0)

    def _name(self, at: int) -> tuple[str, int]:
        name, at, _ = self._value(at)
        at = skip(self._text, at)
        if not isinstance(name, str) or self._text[at:at + 1] != ":":
            raise _Break(at, "a name and a colon should stand here")
        return name, skip(self._text, at + 1)

    def _value(self, at: int, number: int = 0) -> tuple[Any, int, Broken | None]:
        """The value at a position and the position behind it; refused values are passed over with the reason."""
        place = str(self._place.at(entry=number))
        try:
            value, end = self._decoder.value(self._text, at)
        except (RefusedNumber, TooDeep) as wrong:
            behind: int | None = getattr(wrong, "end", None)
            problem = (Problem("fhir-too-deep", place, {"limit": self._depth}) if isinstance(wrong, TooDeep)
                       else Problem("fhir-refused-number", place, {"value": str(wrong)}))
            behind = behind or leap(self._text, at)
            if behind is None:
                # Too deep even to find its end: what follows in this document is out of reach.
                raise _Break(at, _DEEP) from None
            return None, behind, Broken(problem, self._text[at:min(behind, at + 500)])
        except json.JSONDecodeError as wrong:
            raise _Break(wrong.pos, wrong.msg) from None
        return value, end, None

    def _next(self, at: int, closing: str) -> int:
        """Past the comma to the next item, or onto the closing bracket."""
        at = skip(self._text, at)
        if self._text[at:at + 1] == ",":
            return skip(self._text, at + 1)
        if self._text[at:at + 1] != closing:
            raise _Break(at, f"a comma or {closing} should stand here")
        return at

    def _not_fhir(self, content: Mapping[str, Any], place: Place, at: int) -> Broken:
        problem = Problem("fhir-wrong-resource", str(place), {"keys": ", ".join(list(content)[:6]) or "—"})
        return Broken(problem, self._text[at:at + 200])

    def _broken(self, broken: _Break) -> Broken:
        byte = len(self._text[:broken.at].encode("utf-8", "surrogatepass")) + 1
        line = self._place.line or self._text.count("\n", 0, broken.at) + 1
        where = f"line {line}, byte {byte}"
        # An unfinished string is reported at its start, so "near the end" is not enough to tell a truncation.
        cut = not self._text[broken.at:].strip() or broken.why.startswith("Unterminated")
        if broken.why == _DEEP:
            problem = Problem("fhir-too-deep", f"{self._place}, {where}", {"limit": self._depth})
        elif cut:
            problem = Problem("fhir-truncated", str(self._place), {"where": where, "kept": self._kept})
        else:
            problem = Problem("fhir-not-json", str(self._place), {"where": where, "why": broken.why})
        return Broken(problem, self._text[broken.at:broken.at + 200])


def _raw(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:500]

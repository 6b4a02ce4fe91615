"""Comparing a parcel with its manifest; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..choices import Difference


@dataclass(frozen=True)
class Odd:
    """One tube that does not match."""

    kind: str
    code: str


def compare(manifest: Mapping[str, str], scanned: Iterable[str], damaged: Iterable[str]) -> list[Odd]:
    """Tube by tube: what is missing, what nobody sent, what is damaged. `manifest`: barcode or label -> label."""
    there, strange = set(), []
    for code in _once(scanned):
        if code in manifest:
            there.add(manifest[code])
        else:
            strange.append(code)
    broken = [manifest[code] for code in _once(damaged) if code in manifest]
    strange += [code for code in _once(damaged) if code not in manifest and code not in strange]
    there |= set(broken)
    labels = list(dict.fromkeys(manifest.values()))
    return [*(Odd(Difference.MISSING.value, label) for label in labels if label not in there),
            *(Odd(Difference.SURPLUS.value, code) for code in strange),
            *(Odd(Difference.DAMAGED.value, label) for label in dict.fromkeys(broken))]


def _once(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(code.strip()[:120] for code in codes if code.strip()))

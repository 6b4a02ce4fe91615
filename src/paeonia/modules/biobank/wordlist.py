"""Words of the bank's code lists as forms and pages show them; the lists themselves are clinicians' YAML."""

from __future__ import annotations

from typing import Any

from paeonia.ui.words import words

from .vocabulary import vocabulary


def word(name: str, code: str) -> Any:
    """A code of a list (`types`, `containers`, `sites`) in both languages; one that is in no list stands for itself."""
    held = getattr(vocabulary(), name).codes.codes
    return held[code].words if code in held else code


def _choices(name: str) -> list[tuple[str, str]]:
    return [(code, words(one.words)) for code, one in getattr(vocabulary(), name).codes.codes.items()]


def is_tissue(kind: str) -> bool:
    """Whether a type is a piece of tissue or cells of it, so that it has a place in the body it comes from."""
    types = vocabulary().types
    known = types.get(kind)
    return types.is_a(kind, "tissue") or (known is not None and known.of_class == "solid")


def kinds() -> list[tuple[str, str]]:
    """Sample types to choose from."""
    return _choices("types")


def containers() -> list[tuple[str, str]]:
    """Containers to choose from."""
    return _choices("containers")


def fixatives() -> list[tuple[str, str]]:
    """Fixatives to choose from."""
    return _choices("fixatives")


def sites() -> list[tuple[str, str]]:
    """Anatomic sites to choose from."""
    return [(code, f"{said} ({code})") for code, said in _choices("sites")]

"""Words of data in the reader's language, for Python that makes texts."""

from __future__ import annotations

from collections.abc import Mapping

from paeonia.ui.words import words


def said(text: Mapping[str, str]) -> str:
    """The text in the reader's language."""
    return words(text)

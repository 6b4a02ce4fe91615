"""Fields of pages as the index keeps them: cut into single characters on their way in."""

from __future__ import annotations

from typing import Any

from wagtail.search import index

from .segments import kept, segmented


class Segmented(index.SearchField):
    """A field that is found by any part of its Chinese."""

    def get_value(self, obj: Any) -> str:
        """The text of the field, cut, with its pairs."""
        value = super().get_value(obj)
        parts = value if isinstance(value, (list, tuple)) else [value]
        return kept(" ".join(map(str, parts)))


class SegmentedStart(index.AutocompleteField):
    """A field that is offered while an editor still types."""

    def get_value(self, obj: Any) -> str:
        """The text of the field, cut."""
        return segmented(super().get_value(obj))

"""Clinical content is bilingual data; these functions choose, mark and write it in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from markupsafe import Markup

from paeonia.record.problems import Refused

LANGUAGE_TAGS = {"en": "en", "zh": "zh-Hans"}


def language() -> str:
    """The reader's language as the key used in knowledge files: `en` or `zh`."""
    active = translation.get_language() or "en"
    return "zh" if active.lower().startswith("zh") else "en"


def lang_tag(key: str | None = None) -> str:
    """The value for an HTML `lang` attribute, of the reader's language unless a key is given."""
    return LANGUAGE_TAGS[key or language()]


def words(text: Any, key: str | None = None) -> str:
    """The text in the reader's language, from `{"en", "zh"}`, an object with `en` and `zh`, or plain text.

    Raises KeyError naming the text when that language is missing: the other never slips in silently.
    """
    if isinstance(text, str | Promise):
        return text if hasattr(text, "__html__") else str(text)
    wanted = key or language()
    found = text.get(wanted) if isinstance(text, Mapping) else getattr(text, wanted, None)
    if not found:
        raise KeyError(f"no words in language {wanted!r} for {text!r}: add them where this text is written")
    return str(found)


_LOWER_WORD = re.compile(r"[a-z]{2,}(?=[\s,:;.)]|$)")


def sentence(text: Any, key: str | None = None) -> str:
    """The text as it begins a line: with a capital, unless its first word is a name such as eGFR or pCR."""
    said = words(text, key)
    if hasattr(said, "__html__") or not _LOWER_WORD.match(said):
        return said
    return said[0].upper() + said[1:]


def spoken(text: Any, key: str) -> Markup:
    """The text in one named language, marked so that a screen reader pronounces it rightly."""
    return Markup('<span lang="{}">{}</span>').format(lang_tag(key), words(text, key))


def other(text: Any) -> Markup:
    """The text in the language the reader did not choose, marked as such."""
    return spoken(text, "en" if language() == "zh" else "zh")


def both(label: Any) -> dict[str, str]:
    """A label of the catalogue, or what a call makes of it, in both languages."""
    told = {}
    for key, tag in LANGUAGE_TAGS.items():
        with translation.override(tag.lower()):
            told[key] = str(label() if callable(label) else label)
    return told


def refusal(refused: Refused) -> list[str]:
    """What was refused, a sentence each, in the reader's language."""
    return [problem.text(language()) for problem in refused.problems]

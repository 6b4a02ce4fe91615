"""The text of one version as plain data: what it holds, what it lacks, how it is read at a level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .choices import LANGUAGES, LEVELS, SECTIONS

Content = dict[str, Any]
LONGEST = 4_000     # characters of one section
TITLE = 120
NEEDED = tuple(SECTIONS)


@dataclass(frozen=True)
class Part:
    """One section as a reader sees it; a block is a paragraph, or the lines of a list."""

    name: str
    words: Any
    blocks: tuple[tuple[str, tuple[str, ...]], ...]


def tidy(text: Any, most: int = LONGEST) -> str:
    """A text without what no page shows, its lines trimmed."""
    lines = str(text or "").replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.strip() for line in lines).strip()[:most].strip()


def one_language(given: Mapping[str, Any]) -> Content:
    """One language of a text, whatever was given."""
    levels = {level: given.get(level) if isinstance(given.get(level), Mapping) else {} for level in LEVELS}
    return {"title": tidy(given.get("title"), TITLE).replace("\n", " "),
            **{level: {name: tidy(levels[level].get(name)) for name in SECTIONS} for level in LEVELS}}


def whole(given: Mapping[str, Any]) -> Content:
    """A whole text with every place in it."""
    return {language: one_language(given.get(language) or {}) for language in LANGUAGES}


def missing(content: Content) -> list[tuple[str, str]]:
    """What must be there before it can be signed off: (language, section or title)."""
    return [(language, name) for language in LANGUAGES for name in ("title", *NEEDED)
            if not (content[language]["title"] if name == "title" else content[language]["short"][name])]


def joined(content: Content, language: str, level: str) -> str:
    """Everything a reader of that level reads, a paragraph a line."""
    said = content[language]
    levels = LEVELS[:LEVELS.index(level) + 1]
    texts = [said["title"], *(said[one][name] for name in SECTIONS for one in levels)]
    return "\n".join(text for text in texts if text)


def parts(content: Content, language: str, level: str) -> tuple[Part, ...]:
    """The sections in their order; one that is empty is left out."""
    said, found = content[language], []
    for name, words in SECTIONS.items():
        text = "\n\n".join(said[one][name] for one in LEVELS[:LEVELS.index(level) + 1] if said[one][name])
        if text:
            found.append(Part(name, words, tuple(blocks(text))))
    return tuple(found)


def blocks(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Paragraphs and lists: lines that begin with a dash belong to one list."""
    found: list[tuple[str, list[str]]] = []
    fresh = True
    for line in text.split("\n"):
        if not line:
            fresh = True
            continue
        listed = line.startswith(("- ", "– ", "• "))
        kind = "list" if listed else "text"
        if fresh or not found or found[-1][0] != kind or kind == "text":
            found.append((kind, []))
        found[-1][1].append(line[2:].strip() if listed else line)
        fresh = False
    return [(kind, tuple(lines)) for kind, lines in found]

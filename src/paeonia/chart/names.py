"""Names as people sort and search them: characters, pinyin with and without spaces, initials, numbers."""

from __future__ import annotations

import re
import sys

from pypinyin import Style, lazy_pinyin

_HAN = re.compile(r"[\u3400-\u9fff]")


def sort_key(family: str, given: str) -> str:
    """Pinyin of the family name, a space, pinyin of the given name: the order of a Chinese ward list."""
    return " ".join(part for part in (_latin(family, " "), _latin(given, " ")) if part)


def latin(family: str, given: str) -> str:
    """The name in Latin letters, family name first: 欧阳 晓梅 -> Ouyang Xiaomei."""
    return " ".join(
        _latin(part, "").capitalize() if _HAN.search(part) else part for part in (family, given) if part
    )


def words(family: str, given: str, mrn: str, phone: str = "", latin_name: str = "") -> set[str]:
    """Every word from whose beginning the patient can be found, in lower case."""
    whole = family + given if _HAN.search(family + given) else f"{family} {given}".strip()
    found = {mrn, phone, family, given, latin_name, *latin_name.split(), *given.split()}
    if _HAN.search(whole):
        # Every tail of the name, so that a character in the middle is found from its beginning.
        found |= {whole[i:] for i in range(len(whole))}
        syllables = lazy_pinyin(family, errors="default") + lazy_pinyin(given, errors="default")
        found |= {"".join(syllables[i:]) for i in range(len(syllables))}
        found |= {" ".join(syllables), "".join(part[0] for part in syllables if part)}
        found.add("".join(lazy_pinyin(whole, style=Style.FIRST_LETTER, errors="default")))
    else:
        found |= {whole, f"{given} {family}".strip(), *family.split()}
    return {word.strip().casefold()[:200] for word in found if word.strip()}


def after(word: str) -> str:
    """The first text that no longer begins with `word`, for a range search in code-point order."""
    following = ord(word[-1]) + 1
    if following > sys.maxunicode:
        return after(word[:-1]) if len(word) > 1 else word * 2
    # Halves of a surrogate pair are no characters; the database knows none of them.
    return word[:-1] + chr(0xE000 if 0xD800 <= following < 0xE000 else following)


def _latin(text: str, between: str) -> str:
    if not _HAN.search(text):
        return text.strip().casefold()
    return between.join(lazy_pinyin(text, errors="default")).casefold()

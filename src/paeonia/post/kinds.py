"""What the house may write, and of that what may leave it: every sentence is declared here, none is typed by a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from string import Formatter
from typing import Any

from django.apps import apps

LANGUAGES = ("en", "zh")
# Said outside of every letter that may not say more. The sender's name tells nothing of health either.
NEUTRAL = {"en": "You have a new message in Paeonia: {purpose}", "zh": "您在芍药有一条新消息：{purpose}"}
SIGN_IN = {"en": "Please sign in to read it.", "zh": "请登录查看。"}


@dataclass(frozen=True)
class Purpose:
    """What a person says yes or no to; offered to those who may do `verb`. Its words leave the house: nothing of health."""

    name: str
    words: Mapping[str, str]
    verb: str


@dataclass(frozen=True)
class Kind:
    """One text. `inside` may use all `holds`; `outside`, if there is one, only those that are `public`."""

    name: str
    purpose: str
    inside: Mapping[str, str]
    holds: frozenset[str]
    public: frozenset[str]
    outside: Mapping[str, str] | None = None

    def said(self, params: Mapping[str, Any], language: str) -> str:
        """The letter, for its reader inside."""
        return self.inside[language].format(**spoken(params, self.holds, language))

    def told(self, params: Mapping[str, Any], language: str) -> str:
        """What may be read over a shoulder: made from the public parameters alone, whatever else the letter holds."""
        known = {"purpose": PURPOSES[self.purpose].words[language], **spoken(params, self.public, language)}
        return (self.outside or NEUTRAL)[language].format(**known)


PURPOSES: dict[str, Purpose] = {}
KINDS: dict[str, Kind] = {}


def purpose(name: str, words: Mapping[str, str], verb: str) -> None:
    """Declare a purpose."""
    PURPOSES[name] = Purpose(name, words, verb)


def kind(name: str, of: str, inside: Mapping[str, str], holds: Iterable[str] = (), public: Iterable[str] = (),
         outside: Mapping[str, str] | None = None) -> None:
    """Declare a text; raises ValueError when it would say what it does not hold, or outside what is not public."""
    made = Kind(name, of, inside, frozenset(holds), frozenset(public), outside)
    if of not in PURPOSES:
        raise ValueError(f"{name}: no purpose {of!r}")
    if stray := made.public - made.holds:
        raise ValueError(f"{name}: public, but not held: {sorted(stray)}")
    for language in LANGUAGES:
        _only(name, inside[language], made.holds)
        if outside is not None:
            _only(name, outside[language], made.public | {"purpose"})
    KINDS[name] = made


def _only(name: str, text: str, allowed: frozenset[str]) -> None:
    used = {field for _text, field, _format, _way in Formatter().parse(text) if field is not None}
    if stray := used - allowed:
        raise ValueError(f"{name}: {sorted(stray)} may not stand in {text!r}")


def spoken(params: Mapping[str, Any], wanted: frozenset[str], language: str) -> dict[str, str]:
    """The wanted parameters in one language; raises KeyError for one that is missing."""
    return {name: str(value[language] if isinstance(value := params[name], Mapping) else value) for name in wanted}


def read_all() -> None:
    """Import the letters.py of every floor and module that has one."""
    for config in apps.get_app_configs():
        if config.name.startswith("paeonia.") and find_spec(f"{config.name}.letters"):
            import_module(f"{config.name}.letters")

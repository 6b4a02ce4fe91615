"""Reading mappings strictly: an unknown key is an error, words stand in both languages, every mistake has a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from paeonia.record.codes import hint
from paeonia.record.located import Located
from paeonia.record.problems import Problem, messages

N = TypeVar("N")

messages({
    "kb-unknown-key": ("“{key}” is not understood here{hint}. Possible: {expected}.",
                       "此处不能使用“{key}”{hint}。可用：{expected}。"),
    "kb-missing": ("“{key}” is missing in {thing}. Add it.", "{thing}缺少“{key}”，请补充。"),
    "kb-words": ("{thing} needs words in both languages: {{en: ..., zh: ...}}.",
                 "{thing}需要中英文名称：{{en: ..., zh: ...}}。"),
    "kb-bad-value": ("“{value}” cannot stand for {key}; expected {expected}.",
                     "{key}不能为“{value}”，应为 {expected}。"),
    "kb-unknown-target": ("{thing} refers to “{name}”, which does not exist{hint}.",
                          "{thing}引用了不存在的“{name}”{hint}。"),
    "kb-twice": ("{name} is declared twice (also in {other}). Keep one.",
                 "{name}重复声明（另见 {other}），请保留一个。"),
    "kb-cycle": ("{why}. Break the circle.", "{why}，形成循环，请修正。"),
    "kb-shape": ("expected {expected} here.", "此处应为{expected}。"),
})


class Reading:
    """Collects the problems of one file while its parts are read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, code: str, place: str, **params: object) -> None:
        """Note a problem and go on."""
        self.problems.append(Problem(code, place, params))

    def keys(self, item: Located, allowed: Iterable[str], required: Iterable[str], thing: str) -> Mapping[str, Located]:
        """The mapping's entries; unknown and missing keys are noted."""
        allowed = list(allowed)
        if not item.is_map():
            self.wrong("kb-shape", item.place, expected="a mapping / 映射")
            return {}
        for key, value in item.items():
            if key not in allowed:
                self.wrong("kb-unknown-key", value.place, key=key, hint=hint(key, allowed), expected=", ".join(allowed))
        for key in required:
            if key not in item.value:
                self.wrong("kb-missing", item.place, key=key, thing=thing)
        return {key: value for key, value in item.items() if key in allowed}

    def words(self, item: Located | None, place: str, thing: str) -> dict[str, str]:
        """A pair of words, `{en, zh}`, both given."""
        if item is not None and item.is_map():
            pair = {key: value.text() for key, value in item.items() if key in ("en", "zh")}
            if set(pair) == {"en", "zh"} and all(pair.values()):
                return pair
        self.wrong("kb-words", item.place if item else place, thing=thing)
        return {"en": thing, "zh": thing}

    def texts(self, item: Located | None) -> tuple[str, ...]:
        """One text or a list of texts."""
        if item is None or (not item.is_list() and not item.text()):
            return ()
        return tuple(part.text() for part in item.value) if item.is_list() else (item.text(),)

    def choice(self, item: Located | None, key: str, among: Iterable[str], default: str) -> str:
        """One of some words."""
        text = item.text() if item else default
        if text not in among:
            self.wrong("kb-bad-value", item.place if item else "", key=key, value=text, expected=" | ".join(among))
            return default
        return text

    def number(self, item: Located | None, key: str, kind: Callable[[str], N], default: N) -> N:
        """A number, or the default with a note."""
        if item is None:
            return default
        try:
            return kind(item.text())
        except ValueError:
            self.wrong("kb-bad-value", item.place, key=key, value=item.text(), expected="a number")
            return default

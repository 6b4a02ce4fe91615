"""Which of a provider's templates says what: data of the hospital, because providers number and change them.

    sms:                                # the last word for what is not named: `default`
      default: {id: SMS_1001, fields: {what: purpose, link: link}}
      code: {id: SMS_1002, fields: {code: code}}
    wechat:
      default: {id: xKq..., way: template, fields: {thing1: purpose, time2: at}}
      courses: {id: pT9..., way: subscribe, fields: {thing4: text}}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from .message import Message, Never


@dataclass(frozen=True)
class Template:
    """A template of a provider: its number, and which of our words goes into which of its fields."""

    id: str
    fields: Mapping[str, str]
    way: str = "template"

    def filled(self, message: Message) -> dict[str, str]:
        """The provider's fields with our words in them; a field without a word of ours is a fault of the settings."""
        known = {"text": message.text, "link": message.link, **message.fields}
        if stray := set(self.fields.values()) - set(known):
            raise Never(f"template fields: {', '.join(sorted(stray))}")
        return {name: known[ours] for name, ours in self.fields.items()}


def template(message: Message) -> Template:
    """The template for what this message is about; raises Never, saying what is missing, when there is none."""
    try:
        said: Any = yaml.safe_load(Path(settings.POST_TEMPLATES).read_text("utf-8"))
        of_channel = said[message.channel]
        found = of_channel.get(message.what) or of_channel["default"]
        return Template(str(found["id"]), dict(found.get("fields") or {}), str(found.get("way", "template")))
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError):
        raise Never(f"no template: {message.channel} {message.what}") from None

"""Carries every channel that the hospital has not set up yet: a line in a file, readable by this installation alone."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from .message import Message


def carry(message: Message) -> str:
    """Add the message as one line of JSON to the channel's file; returns where it stands."""
    folder = Path(settings.POST_FILES)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    line = {"at": timezone.localtime().isoformat(timespec="seconds"), "number": message.number, "to": message.to,
            "what": message.what, "text": message.text, "link": message.link}
    with os.fdopen(os.open(folder / f"{message.channel}.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a",
                   encoding="utf-8") as out:
        fcntl.flock(out, fcntl.LOCK_EX)     # a line is whole, whoever else writes
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
    return f"{message.channel}.jsonl"

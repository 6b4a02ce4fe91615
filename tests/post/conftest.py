"""Texts of the tests' own, a folder for what goes out, and somebody who reads."""

import json

import pytest

from paeonia.people.viewer import system_viewer
from paeonia.post import kinds
from paeonia.post.choices import Channel


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    """Texts of the tests' own, one that may say something outside and one that may not."""
    monkeypatch.setattr(kinds, "PURPOSES", dict(kinds.PURPOSES))
    monkeypatch.setattr(kinds, "KINDS", dict(kinds.KINDS))
    kinds.purpose("test", {"en": "Trial run", "zh": "测试"}, "post.read")
    kinds.kind("test-secret", "test", {"en": "Your result: {result}", "zh": "结果：{result}"}, holds=("result",))
    kinds.kind("test-open", "test", {"en": "{title} on {day}: {result}", "zh": "{title}，{day}：{result}"},
               holds=("title", "day", "result"), public=("title", "day"),
               outside={"en": "{title} begins on {day}", "zh": "{title} 于 {day} 开始"})


@pytest.fixture(autouse=True)
def outbox(settings, tmp_path):
    settings.POST_FILES, settings.POST_QUIET = tmp_path, ("00:00", "00:00")
    settings.POST_CARRIERS = dict.fromkeys(Channel.values, "paeonia.post.channels.file.carry")

    def said(channel="mail"):
        path = tmp_path / f"{channel}.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    return said


@pytest.fixture
def reader(viewer, two_hospitals):
    return viewer("patient", two_hospitals[0])


@pytest.fixture
def house():
    return system_viewer("test")

"""Words of data in both languages at once, for what is said to readers of either."""

from __future__ import annotations

from collections.abc import Mapping

from paeonia.ui.words import words

# What ends on a day.
KIND_WORDS = {
    "ethics": {"en": "Ethics approval, {site}", "zh": "伦理批件（{site}）"},
    "review": {"en": "Continuing ethics review, {site}", "zh": "伦理跟踪审查（{site}）"},
    "hgr": {"en": "Genetic resources: {what}", "zh": "人类遗传资源：{what}"},
    "gcp": {"en": "GCP certificate of {who}", "zh": "GCP 证书（{who}）"},
    "grant": {"en": "Funding: {what}", "zh": "经费：{what}"},
    "mark": {"en": "Milestone: {what}", "zh": "里程碑：{what}"},
}


def said(text: Mapping[str, str]) -> str:
    """The text in the reader's language."""
    return words(text)

"""Questions to the planted banks: what each route asks for."""

from __future__ import annotations

from typing import Any

from paeonia.modules.biobank.asking import actions

ROOM = "biobank/ask/"
SENTENCE = "sample_type: whole_blood"
FORMS = (
    (f"{ROOM}keep/", "good", {"sentence": SENTENCE, "title_zh": "x", "title_en": "x"}),
    (f"{ROOM}check/", "good", {"sentence": SENTENCE}),
    (f"{ROOM}<int:question_id>/do/", "good", {"do": "share"}),
)


def plant_ask(place: int, manager: Any, said: str) -> dict[str, object]:
    """A question everybody of the bank sees."""
    kept = actions.keep(said, said, SENTENCE, place, manager)
    actions.share(kept, True, manager)
    return {"question_id": kept.pk}

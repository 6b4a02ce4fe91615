"""A whole hospital's answers as they come from the survey, some thousand patients at a time, packed as they are kept."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

import numpy as np

from paeonia.guidance.questions import Question
from paeonia.guidance.survey import Survey
from paeonia.modules.trials.watch.models import Rulebook, Standing
from paeonia.modules.trials.watch.packed import differing, unpack

WORDS = 64      # of the planes, 64 patients each


def swept(held: Survey, own: Container[int]) -> Iterator[dict[int, bytes]]:
    """Packed answers by patient, for those of this hospital."""
    ids = held.columns.ids
    for first in range(0, held.verdicts.planes.shape[2], WORDS):
        planes = np.ascontiguousarray(held.verdicts.planes[:, :, first:first + WORDS])
        bits = np.unpackbits(planes.view(np.uint8), axis=2, bitorder="little")
        answers = (bits[:, 0] + bits[:, 1]).T                       # [patient, question]
        padded = np.zeros((len(answers), -(-answers.shape[1] // 4) * 4), np.uint8)
        padded[:, :answers.shape[1]] = answers
        packed = padded[:, 0::4] | padded[:, 1::4] << 2 | padded[:, 2::4] << 4 | padded[:, 3::4] << 6
        here = ids[first * 64:(first + WORDS) * 64]
        yield {id: packed[place].tobytes() for place, id in enumerate(here) if id in own}


def suspects(rows: Mapping[int, bytes], standing: Mapping[int, Standing], book: Rulebook,
             asked: Mapping[str, Question], known: bool) -> set[int]:
    """Patients to be asked exactly because an answer seems to have turned; `known` once a hospital had its first round."""
    found, order = set(), list(asked)
    for id, packed in rows.items():
        before = standing.get(id)
        if before is None:
            if known:
                found.add(id)
        elif before.rulebook_id == book.pk:
            if bytes(before.answers) != packed:
                found.add(id)
        elif differing(unpack(bytes(before.answers), [name for name, _ in before.rulebook.asked]), unpack(packed, order)):
            found.add(id)
    return found

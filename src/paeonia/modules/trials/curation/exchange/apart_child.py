"""Reads a CTML file in a process of its own and writes each trial as a line; run by `apart.read`, never imported."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from paeonia.chart.intake.confined import OUT_OF_MEMORY, confine
from paeonia.criteria.ctml import import_ctml
from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.commands_ctml import documents
from paeonia.modules.trials.curation.exchange.apart import packed
from paeonia.record.problems import Problem, Refused


def main(path: str, name: str, memory: int, seconds: int) -> None:
    """Write every trial and every refusal as soon as it is known."""
    confine(memory, seconds)

    def say(told: object) -> None:
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    try:
        found = documents(Path(path))
    except Refused as refused:
        say({"refused": [packed(Problem(one.code, name, one.params)) for one in refused.problems]})
        return
    for document in found:
        try:
            trial = import_ctml(document, dictionary(), name)
        except Refused as refused:
            say({"refused": [packed(one) for one in refused.problems]})
            continue
        except RecursionError:
            say({"refused": [["ctml-unreadable", name, {"why": "nested too deeply"}]]})
            continue
        parts = [{"level": one.level, "path": one.path, "sentence": one.sentence, "suspended": one.suspended,
                  "description": one.description} for one in trial.parts]
        say({"protocol_no": trial.protocol_no, "nct_id": trial.nct_id, "title": trial.title, "phase": trial.phase,
             "status": trial.status, "parts": parts, "problems": [packed(one) for one in trial.not_expressed]})


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    except MemoryError:
        sys.stdout.flush()
        sys.exit(OUT_OF_MEMORY)

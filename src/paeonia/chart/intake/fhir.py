"""FHIR files as statements: one file, a compressed archive or a folder, read in a stream under its own name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from paeonia.chart.intake.fhir_facts import facts_of
from paeonia.fhir.read import read as resources
from paeonia.record.dictionary import Dictionary
from paeonia.record.facts import Statement, Unread


def read(path: Path, dictionary: Dictionary, name: str = "", today: int | None = None) -> Iterator[Statement | Unread]:
    """Everything the FHIR behind a path says; places speak of `name`, because uploads lie under names of our own.

    Accepts what `paeonia.fhir.read` does: bundles, single resources, NDJSON, .gz, .tar.gz, folders of them.
    """
    if path.is_dir():
        yield from facts_of(resources(path), dictionary, today=today)
        return
    with path.open("rb") as stream:
        yield from facts_of(resources(stream, name or path.name), dictionary, today=today)

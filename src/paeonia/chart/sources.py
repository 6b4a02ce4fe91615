"""Files as statements: which reader reads what, and how far it has come."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from paeonia.knowledge.dictionary import dictionary
from paeonia.record.facts import Statement, Unread

from .cards import Source
from .intake import fhir
from .intake.columns import Mapping
from .intake.propose import propose
from .intake.register import statements
from .intake.tables import open_table

FHIR, REGISTER = "fhir", "register"
SAMPLE = 50  # rows looked at to guess what a column holds


def source(
    path: Path, kind: str, *, name: str = "", mapping: Mapping | None = None, stored: str = ""
) -> Source:
    """Describe a file or folder by the digest of its content; renaming it does not make it another."""
    digest = hashlib.sha256()
    for part in files(path):
        digest.update(str(part.relative_to(path.parent)).encode() if path.is_dir() else b"")
        with part.open("rb") as stream:
            while piece := stream.read(1 << 20):
                digest.update(piece)
    columns = {"columns": mapping.as_json()} if mapping else {}
    return Source(name or path.name, kind, digest.hexdigest(), stored, columns)


def files(path: Path) -> list[Path]:
    """The files of a folder in a fixed order, or the file itself."""
    return sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]


def mapped(path: Path, name: str = "") -> Mapping:
    """The likely meaning of a register's columns; raises Refused when it is no table."""
    table = open_table(path, name)
    return propose(table.headings, table.sample(SAMPLE), dictionary())


def read(path: Path, about: Source) -> Iterable[Statement | Unread]:
    """Everything a file says; Refused when it cannot be read at all."""
    if about.kind == REGISTER:
        table = open_table(path, about.name)
        return statements(columns(about.mapping, path, about.name), table.rows(), dictionary(), about.name)
    return fhir.confined(path, about.name)


def columns(kept: Any, path: Path, name: str) -> Mapping:
    """The mapping kept with a run, or a fresh guess."""
    return Mapping.from_json(kept["columns"]) if kept.get("columns") else mapped(path, name)

"""A publication as BibTeX, RIS and plain words."""

from __future__ import annotations

from collections.abc import Callable

from .models import Publication


def bibtex(one: Publication) -> str:
    """The paper for BibTeX."""
    pairs = {"title": one.title, "author": " and ".join(one.authors), "journal": one.journal, "year": str(one.year or ""),
             "volume": one.volume, "number": one.issue, "pages": one.pages, "doi": one.doi, "pmid": one.pmid}
    body = ",\n".join(f"  {name} = {{{value.replace('{', '').replace('}', '')}}}" for name, value in pairs.items() if value)
    return f"@article{{paeonia{one.pk},\n{body}\n}}\n"


def ris(one: Publication) -> str:
    """The paper for most reference managers."""
    first, _, last = one.pages.partition("-")
    lines = [("TY", "JOUR"), *(("AU", name) for name in one.authors), ("TI", one.title), ("JO", one.journal),
             ("PY", str(one.year or "")), ("VL", one.volume), ("IS", one.issue), ("SP", first), ("EP", last),
             ("DO", one.doi)]
    said = "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in lines if value)
    return said + "ER  - \n"


STYLES: dict[str, tuple[Callable[[Publication], str], str]] = {
    "bib": (bibtex, "application/x-bibtex"), "ris": (ris, "application/x-research-info-systems")}

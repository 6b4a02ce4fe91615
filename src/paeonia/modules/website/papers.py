"""Papers read from what reference managers write: BibTeX, PubMed's NBIB (MEDLINE) and RIS."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from paeonia.record.problems import Problem, messages

messages({
    "papers-unknown": ("this is neither BibTeX, NBIB nor RIS. Export one of these from the reference manager or PubMed.",
                       "文件不是 BibTeX、NBIB 或 RIS 格式。请从文献管理软件或 PubMed 以其中一种格式导出。"),
    "paper-untitled": ("entry {number} has no title and was left out.", "第 {number} 条没有题名，未导入。"),
})
_SIGNS = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
_YEAR = re.compile(r"(1[89]|20|21)\d\d")


@dataclass(frozen=True)
class Paper:
    """One paper as its file tells it."""

    title: str
    authors: tuple[str, ...] = ()
    journal: str = ""
    year: int | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    abstract: str = ""

    @property
    def key(self) -> str:
        """What makes it the same paper: its DOI, its PubMed number, else its title and year."""
        if self.doi:
            return f"doi:{self.doi.lower()}"
        if self.pmid:
            return f"pmid:{self.pmid}"
        return f"title:{_SIGNS.sub('', self.title.casefold())[:200]}:{self.year or ''}"

    @property
    def fields(self) -> dict[str, Any]:
        """The columns of a publication."""
        return {"title": self.title, "authors": list(self.authors), "journal": self.journal, "year": self.year,
                "volume": self.volume, "issue": self.issue, "pages": self.pages, "doi": self.doi, "pmid": self.pmid,
                "abstract": self.abstract}


@dataclass
class Read:
    """What a file held: papers, and entries that could not be kept."""

    papers: list[Paper] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(text: str) -> Read:
    """Every paper of a file, whichever of the three it is; an entry without a title is named and left out."""
    kind = next((reader for sign, reader in _KINDS if sign.search(text)), None)
    found = Read()
    if kind is None:
        found.problems.append(Problem("papers-unknown"))
        return found
    for number, entry in enumerate(kind(text), 1):
        paper = _paper(entry)
        if paper.title:
            found.papers.append(paper)
        else:
            found.problems.append(Problem("paper-untitled", "", {"number": number}))
    return found


Entry = dict[str, list[str]]


def _paper(entry: Entry) -> Paper:
    def one(*names: str) -> str:
        return next((" ".join(entry[name][0].split()) for name in names if entry.get(name)), "")

    year = _YEAR.search(one("year", "PY", "Y1", "DP", "DA"))
    pages = one("pages", "PG") or "-".join(filter(None, (one("SP"), one("EP"))))
    doi = re.search(r"10\.\d{4,9}/\S+", " ".join([one("doi", "DO"), *entry.get("LID", []), *entry.get("AID", [])]))
    pmid = one("pmid", "PMID", "AN")
    return Paper(
        title=one("title", "TI", "T1").strip("{}").rstrip("."), authors=tuple(_authors(entry)),
        journal=one("journal", "journaltitle", "JT", "JO", "T2", "JF", "TA"), year=int(year[0]) if year else None,
        volume=one("volume", "VI", "VL"), issue=one("number", "issue", "IP", "IS"), pages=pages.replace("--", "-"),
        doi=doi[0].rstrip(".,;") if doi else "", pmid=pmid if pmid.isdigit() else "",
        abstract=one("abstract", "AB", "N2"))


def _authors(entry: Entry) -> Iterator[str]:
    if "author" in entry:
        names = re.split(r"\s+and\s+", " ".join(entry["author"][0].split()))
        yield from (name.strip(" {}") for name in names if name.strip())
    else:
        yield from entry.get("FAU") or entry.get("AU") or entry.get("A1") or []


def _bibtex(text: str) -> Iterator[Entry]:
    """Entries of a BibTeX file; braces may nest, values may stand in quotes."""
    for head in re.finditer(r"@(\w+)\s*\{\s*[^,\s]*\s*,", text):
        if head[1].lower() not in ("comment", "string", "preamble"):
            yield _bibtex_fields(text, head.end())


def _bibtex_fields(text: str, at: int) -> Entry:
    entry: Entry = {}
    name = re.compile(r"\s*,?\s*([A-Za-z_-]+)\s*=\s*")
    while found := name.match(text, at):
        value, at = _bibtex_value(text, found.end())
        entry.setdefault(found[1].lower(), []).append(value)
    return entry


def _bibtex_value(text: str, at: int) -> tuple[str, int]:
    if at >= len(text) or text[at] not in '{"':
        plain = re.compile(r"[^,}\s]*").match(text, at)
        return (plain[0], plain.end()) if plain else ("", at)
    depth, quoted, start = 0, text[at] == '"', at + 1
    for place in range(start, len(text)):
        if text[place] == "{":
            depth += 1
        elif text[place] == "}":
            if depth == 0 and not quoted:
                return _plain(text[start:place]), place + 1
            depth -= 1
        elif text[place] == '"' and quoted and depth == 0:
            return _plain(text[start:place]), place + 1
    return _plain(text[start:]), len(text)


def _plain(value: str) -> str:
    return re.sub(r"[{}]", "", value.replace("\\&", "&").replace("\\%", "%").replace("~", " "))


def _tagged(tag: re.Pattern[str], first: str) -> Callable[[str], Iterator[Entry]]:
    """A reader of lines `TAG - value` whose entries begin with `first`; lines without a tag go on with the last."""
    def reader(text: str) -> Iterator[Entry]:
        entry: Entry = {}
        last = ""
        for line in text.splitlines():
            found = tag.match(line)
            if found is None:
                if last and line.strip() and entry:
                    entry[last][-1] += " " + line.strip()
                continue
            if found[1] == first and entry:
                yield entry
                entry = {}
            last = found[1]
            entry.setdefault(last, []).append(found[2].strip())
        if entry:
            yield entry

    return reader


_KINDS: tuple[tuple[re.Pattern[str], Callable[[str], Iterator[Entry]]], ...] = (
    (re.compile(r"^PMID- ", re.M), _tagged(re.compile(r"([A-Z]{2,4}) *- (.*)"), "PMID")),
    (re.compile(r"^TY  - ", re.M), _tagged(re.compile(r"([A-Z][A-Z0-9])  - ?(.*)"), "TY")),
    (re.compile(r"^\s*@\w+\s*\{", re.M), _bibtex),
)

"""Genomic findings: variants with gene, change, origin and meaning; and which genes were looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from paeonia.chart.intake.concepts import find, yes_no
from paeonia.chart.intake.context import Content, Context, Said, status, what
from paeonia.chart.intake.events import event, has
from paeonia.fhir import codings, dates, references
from paeonia.record.facts import Review
from paeonia.record.problems import Problem

# Parts of a genomic finding, fixed by the Genomics Reporting guide.
_VARIANT, _REGION = "69548-6", "53041-0"
_GENE, _SIGNIFICANCE, _ORIGIN, _FREQUENCY = "48018-6", ("53037-8", "69548-6"), "48002-0", "81258-6"
_KIND = "48006-1"
_CHANGES = ("48005-3", "48004-6", "81252-9", "48013-7", "81290-9")
_PROTEIN = re.compile(r"p\.\(?([A-Za-z0-9*_=?>]+)\)?")
_LETTERS = {
    "Ala": "A", "Arg": "R", "Asn": "N", "Asp": "D", "Cys": "C", "Gln": "Q", "Glu": "E", "Gly": "G", "His": "H",
    "Ile": "I", "Leu": "L", "Lys": "K", "Met": "M", "Phe": "F", "Pro": "P", "Ser": "S", "Thr": "T", "Trp": "W",
    "Tyr": "Y", "Val": "V", "Ter": "*"}


def is_variant(content: Content) -> bool:
    """Whether an observation reports one genetic variant."""
    return any(c.system == "loinc" and c.code == _VARIANT for c in codings.codings(content.get("code")))


def variant(content: Content, context: Context, source: str) -> Iterator[Said]:
    """The variant as an event of its gene; a variant that was not found is no event."""
    label = what(content)
    presence = yes_no(content.get("valueCodeableConcept"))
    if presence == "no":
        yield Problem("fhir-not-found", "", {"what": label})
        return
    if presence is None and content.get("valueCodeableConcept"):
        yield Problem("fhir-unreadable-value", "", {
            "value": codings.shown(content["valueCodeableConcept"]), "variable": "variant", "what": label})
        return
    parts = _parts(content)
    gene = _gene(parts.get(_GENE), context)
    if gene is None:
        shown = codings.shown(parts.get(_GENE)) or "—"
        yield Problem("fhir-unknown-entry", "", {"what": shown, "kind": "gene"})
        return
    on = dates.begins(content, "effective") or dates.day(content.get("issued"))
    yield from event(context, "variant", on, source, {
        "gene": gene, "significance": next((parts[c] for c in _SIGNIFICANCE if c in parts), None),
        "origin": parts.get(_ORIGIN), "change": _change(parts), "kind": parts.get(_KIND),
        "allele_fraction": _fraction(parts.get(_FREQUENCY))})


def implied(content: Content) -> list[tuple[str, Any]]:
    """What a diagnostic implication says of variants told elsewhere: (the variant, its clinical significance)."""
    if not any(c.code == "diagnostic-implication" for c in codings.codings(content.get("code"))):
        return []
    parts = _parts(content)
    concept = next((parts[code] for code in _SIGNIFICANCE if code in parts), None)
    listed = content.get("derivedFrom")
    return [(references.target(item), concept) for item in listed if concept] if isinstance(listed, list) else []


def significance(context: Context, concept: Any) -> str | None:
    """The dictionary's word for a clinical significance."""
    variable = context.dictionary.variables.get("variant")
    field = variable.fields.get("significance") if variable else None
    return find(field.codes, concept) if field and field.codes else None


def studied(content: Content) -> Iterator[Said]:
    """Which genes a laboratory looked at: from that day a variant not reported in them was not found."""
    if not any(c.system == "loinc" and c.code == _REGION for c in codings.codings(content.get("code"))):
        return
    on = dates.begins(content, "effective") or dates.day(content.get("issued"))
    genes = [c.display or c.code for part in _components(content) if _code(part) == _GENE
             for c in codings.codings(part.get("valueCodeableConcept"))]
    if not genes or not on or status(content) not in ("final", "amended", "corrected", ""):
        yield Problem("fhir-missing-part", "", {"kind": what(content), "part": "component / effective"})
        return
    for gene in dict.fromkeys(genes):
        yield Review(f"variant(gene={gene})", on)


def _components(content: Content) -> list[Mapping[str, Any]]:
    listed = content.get("component")
    return [part for part in listed if isinstance(part, dict)] if isinstance(listed, list) else []


def _code(part: Content) -> str:
    return next((c.code for c in codings.codings(part.get("code")) if c.system == "loinc"), "")


def _parts(content: Content) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in _components(content):
        value = next((part[name] for name in part if name.startswith("value")), None)
        if value is not None:
            found.setdefault(_code(part), value)
    return found


def _gene(concept: Any, context: Context) -> str | None:
    genes = context.dictionary.codelists.get("genes")
    if genes is None or concept is None:
        return None
    for coding in codings.codings(concept):
        bare = coding.code.upper().removeprefix("HGNC:")
        if coding.system == "hgnc" and (found := genes.external.get(("hgnc", f"HGNC:{bare}"))):
            return found
        if found := genes.find(coding.display or coding.code):
            return found
    return find(genes, concept)


def _change(parts: Mapping[str, Any]) -> str | None:
    """The change in the shortest usual notation: the protein change if any part tells it."""
    said = [(codings.words(parts[code]) or [c.code for c in codings.codings(parts[code])] or [""])[0]
            for code in _CHANGES if parts.get(code) is not None]
    protein = next((found[1] for text in said if (found := _PROTEIN.search(text))), None)
    if protein:
        protein = re.sub("|".join(_LETTERS), lambda found: _LETTERS[found[0]], protein)
    return (protein or next((text for text in said if text), None) or "")[:120] or None


def _fraction(quantity: Any) -> Any:
    """An allele fraction; by its LOINC definition a part of one when no unit is written."""
    if isinstance(quantity, dict) and not (quantity.get("code") or quantity.get("unit")):
        return {**quantity, "code": "1"}
    return quantity


def reviewed_genes(context: Context, review: Review) -> str | None:
    """The review in the dictionary's own gene name; None for genes it does not hold."""
    genes = context.dictionary.codelists.get("genes")
    gene = genes.find(review.key.removeprefix("variant(gene=").removesuffix(")")) if genes else None
    return f"variant(gene={gene})" if gene and has(context, "variant", "gene") else None

"""A tiny dictionary with the words of the public CTML test patients, made from their own vocabulary."""

import json
import re
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from paeonia.criteria.kleene import YES
from paeonia.criteria.person import answer
from paeonia.criteria.read import sentence
from paeonia.record.codes import Code, Codelist
from paeonia.record.dictionary import Dictionary, Field, Variable
from paeonia.record.facts import Fact
from paeonia.record.timeline import Timeline

REAL = Path(__file__).parents[3] / "shared" / "data" / "matchminer" / "ctims_v3"
KINDS = {
    "mutation": (), "missense": ("mutation",), "nonsense": ("mutation",), "frameshift": ("mutation",),
    "splice": ("mutation",), "in_frame_del": ("mutation",), "in_frame_ins": ("mutation",), "other_mutation": ("mutation",),
    "copy_number": (), "amplification": ("copy_number",), "gain": ("copy_number",), "loss": ("copy_number",),
    "heterozygous_loss": ("copy_number",), "structural": (),
}
CALLS = {"High level amplification": "amplification", "Gain": "gain", "Homozygous deletion": "loss",
         "Heterozygous deletion": "heterozygous_loss"}
CLASSES = {"Missense_Mutation": "missense", "Nonsense_Mutation": "nonsense", "Frame_Shift_Del": "frameshift",
           "Frame_Shift_Ins": "frameshift", "Splice_Site": "splice", "In_Frame_Del": "in_frame_del",
           "In_Frame_Ins": "in_frame_ins"}
SIGNATURES = ("apobec", "pole", "tobacco", "temozolomide", "uva")
AS_OF = date(2000, 7, 12)       # upstream's own comparison date


def words(text):
    return {"en": text, "zh": text}


def codelist(name, codes):
    return Codelist(name, {code: Code(code, words(code), tuple(under)) for code, under in codes.items()})


def state(name, codes):
    return Variable(name, "state", words(name), "test", Field("value", "code", words(name), codelist(name, codes)))


def dictionary(genes=("BRAF", "EGFR", "ERBB2", "PIK3CA", "TP53", "ALK"), oncotree=None):
    gene = codelist("genes", {g: () for g in sorted(genes)})
    plain = {"gene": gene, "partner": gene, "kind": codelist("kinds", KINDS)}
    fields = {name: Field(name, "code", words(name), codes) for name, codes in plain.items()}
    fields |= {name: Field(name, "text", words(name)) for name in ("change", "exon")}
    found = [
        Variable("birth_date", "attribute", words("birth date"), "test", Field("value", "date", words("birth date"))),
        state("sex", {"female": (), "male": ()}),
        state("er", {"positive": (), "negative": ()}), state("her2", {"positive": (), "negative": (), "low": ("negative",)}),
        state("msi", {"high": (), "low": (), "stable": ()}),
        state("oncotree", oncotree or {"Breast": (), "Breast Invasive Ductal Carcinoma": ("Breast",), "Melanoma": ()}),
        *(state(f"{name}_signature", {"yes": (), "no": ()}) for name in SIGNATURES),
        Variable("tmb", "measurement", words("TMB"), "test", Field("value", "number", words("TMB"))),
        Variable("variant", "event", words("variant"), "test", None, fields, False, "gene"),
    ]
    return Dictionary({v.id: v for v in found})


@pytest.fixture(scope="session")
def make_dictionary():
    """A maker of tiny dictionaries: make_dictionary(genes)."""
    return dictionary


@pytest.fixture
def small():
    """The tiny dictionary on its own."""
    return dictionary()


@pytest.fixture(scope="session")
def public():
    """The public test trials and patients; skips where they are not beside the repository."""
    if not REAL.exists():
        pytest.skip("no public CTML data beside the repository (../shared/data/matchminer)")
    return Public()


class Public:
    """130 patients as timelines, the trials, and upstream's own expectations."""

    def __init__(self):
        self.clinical = ejson(REAL / "seed_patients" / "clinical.ejson")
        self.genomic = ejson(REAL / "seed_patients" / "genomic.ejson")
        self.expected = json.loads((REAL.parent / "expected_upstream.json").read_text())["cases"]
        self.genes = {g for doc in self.genomic for key, g in doc.items() if key.endswith(("_SYMBOL", "_GENE")) and g}
        for path in (REAL / "integration_trials").glob("*.json"):
            self.genes |= set(re.findall(r'"(?:hugo_symbol|fusion_partner_hugo_symbol)": "!?(\w+)"', path.read_text()))
        self.genes -= {"None", "any_gene"}
        self.dictionary = dictionary(self.genes, oncotree())
        self.dead = {doc["SAMPLE_ID"] for doc in self.clinical if doc["VITAL_STATUS"] == "deceased"}
        self.lines = {doc["SAMPLE_ID"]: self.timeline(doc) for doc in self.clinical}

    def trial(self, name):
        return json.loads((REAL / "integration_trials" / f"{name}.json").read_text())

    def timeline(self, doc):
        """Upstream takes what is not on record for absent: the list of variants counts as looked through."""
        born = datetime.fromtimestamp(doc["BIRTH_DATE"]["$date"] / 1000, UTC).date().isoformat()
        facts = [fact("birth_date", born), fact("sex", doc["GENDER"].lower()),
                 fact("oncotree", doc["ONCOTREE_PRIMARY_DIAGNOSIS_NAME"])]
        if doc.get("TUMOR_MUTATIONAL_BURDEN_PER_MEGABASE") is not None:
            facts.append(fact("tmb", doc["TUMOR_MUTATIONAL_BURDEN_PER_MEGABASE"]))
        for found in self.genomic:
            if found["CLINICAL_ID"]["$oid"] == doc["_id"]["$oid"]:
                facts += list(self.findings(found))
        return Timeline(facts, self.dictionary, AS_OF.toordinal(), {"variant": "2000-01-01"})

    def findings(self, doc):
        category = doc["VARIANT_CATEGORY"]
        if category == "SIGNATURE":
            for name in SIGNATURES:
                if doc.get(f"{name.upper()}_STATUS"):
                    yield fact(f"{name}_signature", doc[f"{name.upper()}_STATUS"].lower())
        elif category == "CNV":
            yield Fact("variant", {"gene": doc["HARMONIZED_HUGO_SYMBOL"], "kind": CALLS[doc["CNV_CALL"]]})
        elif category == "MUTATION":
            change = (doc.get("HARMONIZED_PROTEIN_CHANGE") or "").removeprefix("p.")
            kind = CLASSES.get(doc["HARMONIZED_VARIANT_CLASSIFICATION"], "other_mutation")
            yield Fact("variant", {"gene": doc["HARMONIZED_HUGO_SYMBOL"], "kind": kind, "change": change or "?"})
        else:
            for gene, partner in partners(doc, self.genes):
                yield Fact("variant", {"gene": gene, "partner": partner, "kind": "structural"})


def partners(doc, genes):
    """Both readings of a structural variant; one told only in a comment names its gene, and no partner."""
    left, right = doc.get("HARMONIZED_LEFT_PARTNER_GENE"), doc.get("HARMONIZED_RIGHT_PARTNER_GENE")
    if left or right:
        left, right = (side if side in genes else "INTERGENIC" for side in (left, right))
        return [(left, right), (right, left)]
    return [(gene, "INTERGENIC") for gene in genes if re.search(rf"\b{gene}\b", doc.get("STRUCTURAL_VARIANT_COMMENT") or "")]


def fact(variable, value):
    return Fact(variable, {"value": value})


def ejson(path):
    text = path.read_text()
    return json.loads(text) if text.lstrip().startswith("[") else [json.loads(line) for line in text.splitlines() if line]


@cache
def oncotree():
    """Diagnosis names, each under every wider name of the public OncoTree table."""
    table = {name: frozenset(below) for name, below in
             json.loads((REAL / "config" / "oncotree_mapping.json").read_text()).items()}
    names = set(table) | {name for below in table.values() for name in below}
    return {name: tuple(wider for wider, below in table.items()
                        if name in below and wider != name and table.get(name, frozenset({name})) < below)
            for name in sorted(names)}


@pytest.fixture
def fits():
    """Whether a plain structure is answered yes: fits(structure, dictionary, timeline)."""
    return lambda said, words_, line: answer(sentence(said, words_), line) == YES

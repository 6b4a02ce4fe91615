"""FHIR resources into statements: every resource either says something, or is listed with the reason why not."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from paeonia.chart.intake.context import Content, Context, Said, place_of, status, what
from paeonia.chart.intake.courses import Dose, courses
from paeonia.chart.intake.fhir_condition import condition
from paeonia.chart.intake.fhir_medication import medication, remember, waits
from paeonia.chart.intake.fhir_observation import observation
from paeonia.chart.intake.fhir_others import allergy, family
from paeonia.chart.intake.fhir_patient import patient
from paeonia.chart.intake.fhir_people import People
from paeonia.chart.intake.fhir_procedure import procedure
from paeonia.chart.intake.fhir_variant import implied, is_variant, reviewed_genes, significance
from paeonia.chart.intake.tally import Tally
from paeonia.fhir import dates, references
from paeonia.fhir.entries import Broken, Resource
from paeonia.record.check import check, named
from paeonia.record.dictionary import Dictionary
from paeonia.record.facts import Fact, Review, Statement, Unread
from paeonia.record.problems import Problem

_READERS: dict[str, Callable[[Content, Context, str], Iterator[Said]]] = {
    "Patient": patient, "Condition": condition, "Observation": observation, "Procedure": procedure,
    "AllergyIntolerance": allergy, "FamilyMemberHistory": family,
    **dict.fromkeys(("MedicationRequest", "MedicationOrder", "MedicationAdministration", "MedicationStatement",
                     "MedicationUsage", "MedicationDispense"), medication)}
# Kinds that hold no fact the dictionary asks for; counted and named once for each import, not one by one.
_PASSED = frozenset([
    "Encounter", "Claim", "ClaimResponse", "ExplanationOfBenefit", "Coverage", "Account", "Invoice",
    "Practitioner", "PractitionerRole", "Organization", "Location", "Endpoint", "HealthcareService",
    "Device", "DiagnosticReport", "ServiceRequest", "Provenance", "AuditEvent", "Composition",
    "DocumentReference", "Binary", "Media", "Schedule", "Slot", "Appointment", "Task", "CareTeam",
    "RelatedPerson", "Person", "Group", "List", "Medication", "Substance", "Specimen", "BodyStructure",
    "ImagingStudy", "OperationOutcome", "Parameters", "MessageHeader", "CapabilityStatement",
    "StructureDefinition", "ValueSet", "CodeSystem", "ConceptMap", "ImplementationGuide",
    "SearchParameter", "OperationDefinition", "NamingSystem", "Questionnaire", "Library", "Measure",
    "PlanDefinition", "ActivityDefinition", "Subscription"
])
# Problems that repeat with every entry of the same code, and how many of each are shown one by one.
_ALIKE, _SHOWN = ("fhir-unknown-observation", "fhir-unknown-procedure", "fhir-unknown-drug", "fhir-unknown-condition"), 5
_WRONG_STATUS = ("entered-in-error", "cancelled", "registered")
_UNSURE_STATUS = ("preliminary", "unknown", "partial")


def facts_of(resources: Iterable[Resource | Broken], dictionary: Dictionary, source_name: str = "",
             today: int | None = None, tally: Tally | None = None) -> Iterator[Statement | Unread]:
    """What FHIR resources say in the words of the dictionary, in canonical codes and units.

    `today` (ordinal) refuses later dates. Courses of drugs and gene reviews come last, when all is read.
    `tally` is filled in as the iteration goes on.
    """
    yield from _Import(dictionary, source_name, today, tally or Tally()).run(resources)


@dataclass
class _Import:
    dictionary: Dictionary
    source_name: str
    today: int | None
    tally: Tally
    people: People = field(default_factory=People)
    seen: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    doses: dict[str, list[tuple[Dose, Resource]]] = field(default_factory=lambda: defaultdict(list))
    gene_reviews: list[tuple[str, Review, str]] = field(default_factory=list)
    puzzling: set[str] = field(default_factory=set)     # patients with a variant that was not understood
    latest: dict[str, str] = field(default_factory=dict)
    stated: dict[tuple[str, str, str], str] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)           # kind that is not read -> first place
    alike: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: dict[tuple[str, str], str] = field(default_factory=dict)
    # Variants wait for the end: what they mean may be told by a resource of its own.
    variants: list[tuple[Fact, Resource, str | None]] = field(default_factory=list)
    implied: dict[str, Any] = field(default_factory=dict)           # variant -> its clinical significance
    late: list[tuple[Resource, str]] = field(default_factory=list)  # their drug may stand in a later file

    def __post_init__(self) -> None:
        self.context = Context(self.dictionary)

    def run(self, resources: Iterable[Resource | Broken]) -> Iterator[Statement | Unread]:
        waiting: list[Resource] = []
        document: tuple[str, int] | None = None
        for item in resources:
            if isinstance(item, Broken):
                self.tally.broken += 1
                self.tally.reasons[item.problem.code] += 1
                yield Unread(item.problem, None, item.raw)
                continue
            if item.document != document:
                # Within one bundle the patient may stand behind what refers to her.
                yield from self._resume(waiting, document)
                document = item.document
            yield from self._meet(item, waiting)
        yield from self._resume(waiting, document)
        yield from self._late()
        yield from self._ending()

    def _meet(self, item: Resource, waiting: list[Resource]) -> Iterator[Statement | Unread]:
        self.tally.met[item.kind] += 1
        repeated = yield from self._repeated(item)
        if repeated:
            return
        if item.kind == "Medication":
            remember(item.content, references.names(item.content, item.full_url), self.context)
        if item.kind in _PASSED:
            self.tally.passed[item.kind] += 1
            self.unknown.setdefault(item.kind, place_of(item))
        elif item.kind not in _READERS:
            self.tally.unread[item.kind] += 1
            self.unknown.setdefault(item.kind, place_of(item))
        elif item.kind == "Patient":
            yield from self._read(item, self.people.meet(item))
            yield from (self._note(item, None, problem) for problem in self.people.doubts(item))
        elif item.kind == "Observation" and (told := implied(item.content)):
            self.implied.update(told)
            self.tally.used[item.kind] += 1
        elif self.people.key(item) is None or (item.kind.startswith("Medication") and waits(item.content, self.context)):
            waiting.append(item)
        else:
            yield from self._read(item, self.people.key(item))

    def _repeated(self, item: Resource) -> Generator[Unread, None, bool]:
        if not item.id or item.kind in _PASSED:
            return False
        name, digest = f"{item.kind}/{item.id}", _digest(item.content)
        known = self.seen.setdefault(name, (digest, place_of(item)))
        if known[1] == place_of(item):
            return False
        if known[0] == digest:
            self.tally.same[item.kind] += 1
            return True
        yield self._note(item, None, Problem("fhir-duplicate", "", {"reference": name, "first": known[1]}))
        return False

    def _resume(self, waiting: list[Resource], document: tuple[str, int] | None) -> Iterator[Statement | Unread]:
        """What waited for the end of its bundle: now its patient is known, or the only one there is meant."""
        for item in waiting:
            key = self.people.key(item) or self.people.only(document, item)
            if key is not None and item.kind.startswith("Medication") and waits(item.content, self.context):
                self.late.append((item, key))
            elif key is None:
                yield self._unread(item, None, Problem("fhir-no-patient", "", {"kind": item.kind}))
            else:
                yield from self._read(item, key)
        waiting.clear()

    def _late(self) -> Iterator[Statement | Unread]:
        for item, key in self.late:
            yield from self._read(item, key)

    def _read(self, item: Resource, key: str | None) -> Iterator[Statement | Unread]:
        said = self._understood(item)
        good = 0
        for one in said:
            if isinstance(one, Problem):
                yield from self._told(item, key, one)
                self._puzzled(item, key)
            elif isinstance(one, Dose):
                self.doses[key or ""].append((one, item))
                good += 1
            elif isinstance(one, Review) and one.key.startswith("variant("):
                good += self._gene(one, item, key)
            elif isinstance(one, Fact) and one.variable == "variant":
                self.variants.append((one, item, key))
                good += 1
            elif isinstance(one, Fact):
                answer = self._checked(one, item, key)
                good += isinstance(answer, Statement)
                if isinstance(answer, Unread) or not self._coarser(answer.says, key):  # type: ignore[arg-type]
                    yield answer
            else:
                good += 1
                yield Statement(key or "", one, place_of(item))
        if good:
            self.tally.used[item.kind] += 1
        else:
            self.tally.unread[item.kind] += 1
            if not said:
                yield self._note(item, key, Problem("fhir-no-value", "", {"what": what(item.content)}))

    def _understood(self, item: Resource) -> list[Said]:
        state = status(item.content)
        if state in _WRONG_STATUS and item.kind in ("Observation", "Condition"):
            return [Problem("fhir-not-a-fact", "", {"what": what(item.content), "status": state})]
        source = f"{self.source_name}: {place_of(item)}" if self.source_name else place_of(item)
        if state in _UNSURE_STATUS and item.kind == "Observation":
            source += f" [{state}]"
        try:
            said = list(_READERS[item.kind](item.content, self.context, source))
        except (AttributeError, TypeError, ValueError, KeyError, IndexError, ArithmeticError) as odd:
            # Shapes FHIR does not allow are endless; the entry is listed and the import goes on.
            part = f"{type(odd).__name__}: {odd}"
            return [Problem("fhir-broken-shape", "", {"kind": item.kind, "part": "content", "found": part[:120]})]

        return said + [Problem("fhir-bad-date", "", {"part": part, "value": value})
                       for part, value in dates.unreadable(item.content)]

    def _checked(self, fact: Fact, item: Resource, key: str | None) -> Statement | Unread:
        sound = check(fact, self.dictionary, self.today, place_of(item))
        if isinstance(sound, Problem):
            return self._note(item, key, sound)
        for day in (sound.on, sound.fields.get("stop")):
            if key and isinstance(day, str) and day > self.latest.get(key, ""):
                self.latest[key] = day
        return Statement(key or "", sound, place_of(item))

    def _coarser(self, fact: Fact, key: str | None) -> bool:
        """Whether the same day already brought a code that says the same or more (stage IA, then stage I)."""
        variable = self.dictionary.variables.get(fact.variable)
        codes = variable.value.codes if variable and variable.value else None
        if codes is None or fact.value not in codes:
            return False
        cell = (key or "", fact.variable, fact.on or "")
        known = self.stated.get(cell)
        if known is not None and (known == fact.value or fact.value in codes.above(known)):
            return True
        self.stated[cell] = fact.value
        return False

    def _gene(self, review: Review, item: Resource, key: str | None) -> int:
        if own := reviewed_genes(self.context, review):
            self.gene_reviews.append((key or "", Review(own, review.on), place_of(item)))
            return 1
        return 0

    def _puzzled(self, item: Resource, key: str | None) -> None:
        if key and item.kind == "Observation" and is_variant(item.content):
            self.puzzling.add(key)

    def _ending(self) -> Iterator[Statement | Unread]:
        for key, given in self.doses.items():
            where = {id(dose): item for dose, item in given}
            for fact, made_of in courses([dose for dose, _ in given], self._above, self.latest.get(key)):
                yield self._checked(fact, where[id(made_of[0])], key)
        yield from self._variants()
        for key, review, place in self.gene_reviews:
            # With a variant not understood, "nothing else was found" would be a guess.
            if key not in self.puzzling:
                yield Statement(key, review, place)
        yield from self._passed_over()

    def _passed_over(self) -> Iterator[Unread]:
        """What was only counted, each kind once."""
        for kind, place in sorted(self.unknown.items()):
            if kind not in _PASSED:
                yield Unread(Problem("fhir-unknown-kind", place, {"kind": kind[:60], "count": self.tally.unread[kind]}))
        for (code, what_), count in self.alike.items():
            if count > _SHOWN:
                yield Unread(Problem("fhir-more-alike", self.first[code, what_].split(",")[0].split(" (")[0], {
                    "count": count - _SHOWN, "what": what_, "first": self.first[code, what_]}))
        for kind, count in sorted(self.tally.passed.items()):
            yield Unread(Problem("fhir-not-this-record", self.unknown[kind], {"kind": kind, "count": count}))

    def _variants(self) -> Iterator[Statement | Unread]:
        for fact, item, key in self.variants:
            concept = next((self.implied[name] for name in references.names(item.content, item.full_url)
                            if name in self.implied), None)
            if concept and "significance" not in fact.fields and (meant := significance(self.context, concept)):
                fact = replace(fact, fields={**fact.fields, "significance": meant})
            yield self._checked(fact, item, key)

    def _above(self, drug: str) -> frozenset[str]:
        agents = self.dictionary.codelists.get("agents")
        return agents.above(drug) if agents and drug in agents else frozenset()

    def _note(self, item: Resource, key: str | None, problem: Problem) -> Unread:
        self.tally.reasons[problem.code] += 1
        place = place_of(item) + (problem.place if problem.place.startswith(",") else "")
        return Unread(replace(problem, place=place, params=named(problem.params, self.dictionary)), key, _raw(item.content))

    def _told(self, item: Resource, key: str | None, problem: Problem) -> Iterator[Unread]:
        """The problem; of many entries with the same unknown code only the first few one by one, the rest counted."""
        if problem.code in _ALIKE:
            kind = (problem.code, str(problem.params.get("what")))
            self.alike[kind] += 1
            if self.alike[kind] > _SHOWN:
                self.tally.reasons[problem.code] += 1
                return
            self.first.setdefault(kind, place_of(item))
        yield self._note(item, key, problem)

    def _unread(self, item: Resource, key: str | None, problem: Problem) -> Unread:
        self.tally.unread[item.kind] += 1
        return self._note(item, key, problem)


def _digest(content: Content) -> bytes:
    return hashlib.blake2b(_raw(content, 0).encode(), digest_size=8).digest()


def _raw(content: Content, most: int = 4000) -> str:
    text = json.dumps(content, ensure_ascii=False, default=str, sort_keys=not most)
    return text[:most] if most else text


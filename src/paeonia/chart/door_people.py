"""Who a group of statements is about: recognised, newly registered, or doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from paeonia.record.facts import Identity
from paeonia.record.problems import Problem

from . import names
from .groups import Group
from .models import Patient, PatientIdentifier, PatientWord

_OWN_KEY = re.compile(r"patient:(\d+)\Z")


def key_of(patient_id: int) -> str:
    """The key under which forms speak of a patient already on record."""
    return f"patient:{patient_id}"


@dataclass(frozen=True, slots=True)
class Recognised:
    """The patient a group is about, and what should be looked at about her identity."""

    patient: Patient
    doubts: tuple[Problem, ...] = ()


class Register:
    """Recognises patients of one hospital for the length of one transaction."""

    def __init__(self, hospital_id: int, groups: Iterable[Group], known: dict[str, int]) -> None:
        self.hospital_id = hospital_id
        self.known = known
        groups = list(groups)
        if any(group.identities for group in groups):
            # Two imports of the same new patient must not both register her.
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(hashtext('chart_patient'), %s)", [hospital_id])
        self._look_up(groups)
        self.new: list[Patient] = []
        self.new_numbers: list[tuple[Patient, str, str]] = []

    def _look_up(self, groups: list[Group]) -> None:
        mrns = {identity.mrn for group in groups for identity in group.identities} | {g.key for g in groups}
        ids = [self.known[g.key] for g in groups if g.key in self.known]
        ids += [int(found[1]) for g in groups if (found := _OWN_KEY.match(g.key))]
        numbers = {
            number for group in groups for identity in group.identities for number in identity.identifiers
        }
        rows = PatientIdentifier.objects.filter(
            hospital_id=self.hospital_id, value__in={v for _, v in numbers}
        )
        held = [(row.system, row.value, row.patient_id) for row in rows]
        mine = Patient.objects.filter(hospital_id=self.hospital_id)
        self.by_id = {p.pk: p for p in mine.filter(pk__in={*ids, *(pk for *_, pk in held)})}
        # One object a patient, however she is found: two objects would look like two people.
        self.by_mrn = {p.mrn: self.by_id.setdefault(p.pk, p) for p in mine.filter(mrn__in=mrns)}
        self.by_number = {(system, value): self.by_id[pk] for system, value, pk in held}

    def recognise(self, group: Group) -> Recognised | Problem:
        """The patient a group speaks of; new ones are only noted until `save`."""
        if group.identities:
            return self._by_identity(group, _merged(group.identities))
        own = _OWN_KEY.match(group.key)
        patient = self.by_id.get(int(own[1])) if own else None
        patient = patient or self.by_id.get(self.known.get(group.key, 0)) or self.by_mrn.get(group.key)
        return Recognised(patient) if patient else Problem("no-such-patient", group.place, {"key": group.key})

    def _by_identity(self, group: Group, identity: Identity) -> Recognised | Problem:
        if not identity.mrn.strip():
            return Problem("no-number", group.place or group.key)
        found = {
            id(p): p
            for p in (self.by_mrn.get(identity.mrn), *map(self.by_number.get, identity.identifiers))
            if p
        }
        born = group.first("birth_date")
        if len(found) > 1 or any(p.mrn != identity.mrn for p in found.values()):
            shown = ", ".join([identity.mrn, *(value for _, value in identity.identifiers)])
            return Problem("numbers-disagree", group.place or group.key, {"numbers": shown})
        if not found:
            return Recognised(self._register(group, identity, born))
        patient = next(iter(found.values()))
        other_name = _differs(patient.family_name, identity.family_name) or _differs(
            patient.given_name, identity.given_name
        )
        other_birth = _differs(patient.birth_date, born)
        if other_name and other_birth:
            return Problem(
                "two-people-one-number", group.place or group.key, {"mrn": patient.mrn, "born": patient.birth_date}
            )
        self._note_numbers(patient, identity)
        if other_name or other_birth:
            return Recognised(patient, (Problem("identity-differs", group.place or group.key, {"mrn": patient.mrn}),))
        return Recognised(patient)

    def _register(self, group: Group, identity: Identity, born: str) -> Patient:
        family, given = identity.family_name.strip(), identity.given_name.strip()
        patient = Patient(
            hospital_id=self.hospital_id,
            mrn=identity.mrn,
            family_name=family,
            given_name=given,
            latin_name=names.latin(family, given),
            sort_key=names.sort_key(family, given),
            phone=identity.phone,
            birth_date=born[:10],
            sex=group.first("sex")[:20],
        )
        self.new.append(patient)
        self.by_mrn[identity.mrn] = patient
        self._note_numbers(patient, identity)
        return patient

    def _note_numbers(self, patient: Patient, identity: Identity) -> None:
        for system, value in identity.identifiers:
            if (system, value) not in self.by_number:
                self.by_number[system, value] = patient
                self.new_numbers.append((patient, system, value))

    def save(self) -> None:
        """Write the new patients, their numbers and the words they are found by."""
        Patient.objects.bulk_create(self.new)
        PatientWord.objects.bulk_create(
            PatientWord(patient=p, hospital_id=p.hospital_id, word=word)
            for p in self.new
            for word in sorted(names.words(p.family_name, p.given_name, p.mrn, p.phone, p.latin_name))
        )
        PatientIdentifier.objects.bulk_create(
            PatientIdentifier(patient=p, hospital_id=p.hospital_id, system=system, value=value)
            for p, system, value in self.new_numbers
        )


def project(patient: Patient, group: Group) -> None:
    """Carry the newest birth date and sex over to the patient's row, for lists."""
    born, sex = group.first("birth_date")[:10], group.first("sex")[:20]
    if (born and born != patient.birth_date) or (sex and sex != patient.sex):
        patient.birth_date, patient.sex = born or patient.birth_date, sex or patient.sex
        patient.save(update_fields=["birth_date", "sex"])


def _merged(identities: list[Identity]) -> Identity:
    first = identities[0]
    numbers = tuple(dict.fromkeys(number for identity in identities for number in identity.identifiers))
    return Identity(first.mrn, first.family_name, first.given_name, first.phone, numbers)


def _differs(known: str, said: str) -> bool:
    """Both say something, and neither is a shorter form of the other (1968 and 1968-03-02 agree)."""
    if not known or not said:
        return False
    known, said = known.casefold(), said.strip().casefold()
    return not (known.startswith(said) or said.startswith(known))

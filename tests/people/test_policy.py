"""Allowed and denied: both sets are written out, because an inverted condition passes every test of one side."""

from dataclasses import dataclass

import pytest

from paeonia.people.policy import VERBS, may
from paeonia.people.roles import WORDS, Role
from paeonia.people.viewer import NOBODY, SYSTEM, Viewer

ALLOWED = {
    "home.see": set(Role),
    "chart.read": {
        "oncologist", "nurse", "genetic_counsellor", "partner_physician", "trial_coordinator", "patient",
    },
    "chart.write": {"oncologist", "nurse", "genetic_counsellor", "partner_physician", "trial_coordinator"},
    "chart.wish": {
        "oncologist", "nurse", "genetic_counsellor", "partner_physician", "trial_coordinator", "patient",
    },
    "plain.write": {"oncologist", "trial_coordinator", "educator"},
    "plain.review": {"oncologist"},
    "plain.home": {"patient", "educator"},
    "chart.import": {"oncologist", "trial_coordinator", "programme_admin"},
    "trials.read": set(Role),
    "trials.match": {"oncologist", "trial_coordinator", "partner_physician", "nurse"},
    "trials.export": {"oncologist", "trial_coordinator"},
    "trials.curate": {"oncologist", "trial_coordinator"},
    "trials.slots": {"oncologist", "trial_coordinator"},
    "trials.import": {"trial_coordinator", "programme_admin"},
    "conduct.see": {"oncologist", "trial_coordinator", "nurse", "auditor"},
    "conduct.write": {"oncologist", "trial_coordinator"},
    "conduct.sign": {"oncologist", "trial_coordinator", "nurse"},
    "conduct.identify": {"oncologist", "trial_coordinator", "nurse"},
    "curation.see": {"oncologist", "trial_coordinator", "programme_admin", "auditor"},
    "curation.write": {"oncologist", "trial_coordinator"},
    "curation.approve": {"oncologist", "programme_admin"},
    "own.see": {"oncologist", "trial_coordinator", "nurse", "partner_physician", "programme_admin", "auditor"},
    "own.write": {"oncologist", "trial_coordinator", "programme_admin"},
    "own.sign": {"oncologist", "programme_admin"},
    "forum.read": {
        "oncologist", "nurse", "genetic_counsellor", "partner_physician", "trial_coordinator", "educator", "programme_admin",
    },
    "forum.moderate": {"educator", "programme_admin"},
    "knowledge.read": set(Role),
    "people.manage": {"programme_admin"},
    "audit.read": {"auditor"},
    "gallery.see": set(Role) - {"patient"},
}  # fmt: skip


@dataclass
class Chart:
    hospital_id: int
    user_id: int | None = None
    shared_with: tuple[int, ...] = ()


def somebody(role: str, *hospitals: int, user_id: int = 7) -> Viewer:
    return Viewer(user_id, "x", role, hospitals)


@pytest.mark.parametrize("verb", sorted(ALLOWED))
def test_each_verb_is_for_exactly_these_roles(verb):
    assert {role for role in Role.values if may(somebody(role, 1), verb)} == {
        str(role) for role in ALLOWED[verb]
    }
    assert not may(Viewer(None, "", NOBODY, ()), verb)


def test_every_verb_written_here_exists():
    assert set(ALLOWED) <= set(VERBS)


def test_an_unknown_verb_is_an_error_not_a_refusal():
    with pytest.raises(KeyError):
        may(somebody("oncologist", 1), "chart.raed")


def test_only_charts_of_ones_own_hospital():
    assert may(somebody("oncologist", 1), "chart.read", Chart(1))
    assert not may(somebody("oncologist", 1), "chart.read", Chart(2))
    assert not may(somebody("oncologist"), "chart.read", Chart(2))
    assert may(somebody("oncologist", 1), "chart.read", Chart(2, shared_with=(1,)))
    assert not may(somebody("educator", 1), "chart.read", Chart(1))
    assert not may(somebody("auditor", 1), "chart.read", Chart(1))


def test_a_patient_reads_her_own_chart_and_no_other():
    patient = somebody("patient", 1, user_id=7)
    assert may(patient, "chart.read", Chart(1, user_id=7))
    assert not may(patient, "chart.read", Chart(1, user_id=8))
    assert not may(patient, "chart.read", Chart(1))
    assert not may(patient, "chart.write", Chart(1, user_id=7))


def test_the_command_line_stays_inside_the_hospitals_it_named():
    machine = Viewer(None, "nightly match", SYSTEM, (1,))
    assert may(machine, "trials.export")
    assert may(machine, "chart.read", Chart(1))
    assert not may(machine, "chart.read", Chart(2))


def test_roles_have_words_in_both_languages():
    assert set(WORDS) == set(Role.values)
    assert all(words["en"] and words["zh"] for words in WORDS.values())

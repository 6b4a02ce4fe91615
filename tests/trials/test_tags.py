"""The words by which a trial without structured criteria is still found."""

import pytest

from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.intake.record import Intervention, RegistryTrial
from paeonia.modules.trials.intake.tags import tags


def trial(title, *drugs):
    return RegistryTrial("NCT90000001", "ClinicalTrials.gov", title,
                         interventions=tuple(Intervention(kind, name) for kind, name in drugs))


@pytest.mark.parametrize("title, settings, subtypes", [
    ("Blossomab in HER2-Positive Metastatic Breast Cancer", ("advanced",), ("her2_positive",)),
    ("Neoadjuvant Therapy of Triple-Negative Breast Cancer", ("neoadjuvant",), ("triple_negative",)),
    ("Adjuvant Endocrine Therapy in HR+/HER2- Early Breast Cancer", ("adjuvant",), ("hr_positive_her2_negative",)),
    ("Estrogen Receptor Positive, HER2-Negative Advanced Breast Cancer", ("advanced",), ("hr_positive_her2_negative",)),
    ("HER2-negative disease", (), ()), ("Yoga and Sleep", (), ()),
])
def test_settings_and_subtypes(title, settings, subtypes):
    found = tags(trial(title))
    assert (found.settings, found.subtypes) == (settings, subtypes)


def test_drug_classes_come_from_the_names_of_the_interventions():
    agents = dictionary().codelists["agents"]
    found = tags(trial("T", ("DRUG", "Palbociclib 125 mg + Letrozole"), ("BEHAVIORAL", "paclitaxel diary")), agents)
    wanted = {*agents.codes["palbociclib"].under, *agents.codes["letrozole"].under}
    assert set(found.drug_classes) == wanted
    assert tags(trial("T", ("DRUG", "Blossomab")), agents).drug_classes == ()

"""Real registry records, where they lie beside the repository: all come in, and every field is accounted for."""

from collections import Counter

from paeonia.modules.trials.intake.files import entries
from paeonia.modules.trials.intake.limits import limits

# A copy of the locations that one of the collected samples carries; the registry itself does not send it.
FOREIGN = "protocolSection.contactsLocationsModule.locations_nested"


def test_samples_of_every_format_come_in(real):
    found = [*entries(real / "ctgov_v2_samples"), *entries(real / "trec2021_samples")]
    assert [e.refused for e in found if e.refused] == []
    alarms = [a for e in found for a in e.alarms if not str(a.params.get("path", "")).startswith(FOREIGN)]
    assert alarms == []
    assert len(found) > 300
    assert Counter(e.trial.sex for e in found)["ALL"] > 200


def test_every_limit_of_the_samples_is_a_sentence_or_an_open_point(real):
    for found in entries(real / "ctgov_v2_samples"):
        said = limits(found.trial)
        wanted = [age for age in (found.trial.minimum_age, found.trial.maximum_age) if age.amount is not None]
        written = next((part["age"] for part in said.sentence["all"] if "age" in part), {})
        assert len(written) + len(said.open_points) == len(wanted)


def test_the_eligibility_corpus_comes_in(real):
    found = list(entries(real / "nli4ct"))
    assert len(found) == 999
    assert all(e.trial and e.trial.eligibility and e.trial.interventions and not e.alarms for e in found)

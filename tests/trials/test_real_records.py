"""Real registry records, where they lie beside the repository: all come in, and every field is accounted for."""

import copy
from collections import Counter

from paeonia.modules.trials.intake.build import build
from paeonia.modules.trials.intake.files import entries
from paeonia.modules.trials.intake.formats import shape_of
from paeonia.modules.trials.intake.leaves import paths
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


def renamed(raw, path):
    """A copy in which the last step of a path has another name, wherever it stands; None for a bare list of texts."""
    steps = path.split(".")
    changed = copy.deepcopy(raw)
    places = [changed]
    for step in steps[:-1]:
        name, _, listed = step.partition("[]")
        places = [place[name] for place in places if isinstance(place, dict) and name in place]
        if listed or step.endswith("[]"):
            places = [one for place in places if isinstance(place, list) for one in place]
    last = steps[-1].removesuffix("[]")
    hit = False
    for place in places:
        if isinstance(place, dict) and last in place:
            place[last + "Renamed"] = place.pop(last)
            hit = True
    return changed if hit else None


def test_a_renamed_leaf_of_a_real_record_of_any_source_is_noticed(real):
    sources = {"ctgov_v2_samples/NCT03377387_v2.json": 1, "ctgov_v2_samples/NCT02513394_PALLAS_v2.json": 1,
               "ctgov_v2_samples/aact_json": 30, "ctgov_v2_samples/aact_xml": 20, "trec2021_samples": 10,
               "registry_samples/ChiCTR2000034346.xml": 1, "registry_samples/ictrp_ntd_extract.csv": 20}
    tried, silent = Counter(), set()
    for name, most in sources.items():
        for found, _ in zip(entries(real / name), range(most), strict=False):
            shape = shape_of(found.raw)
            # What is left alone below a whole branch is left alone under any name.
            branches = tuple(path[:-1] for path in shape.unused if path.endswith(".*"))
            unknown = {alarm.params.get("path") for alarm in found.alarms}
            for path in sorted(set(paths(found.raw)) - unknown):
                changed = renamed(found.raw, path) if not path.startswith(branches) else None
                if changed is None:
                    continue
                again = build(changed, shape, name)
                tried[shape.name] += 1
                if not again.refused and len(again.alarms) <= len(found.alarms):
                    silent.add((shape.name, path))
    assert not silent, sorted(silent)
    assert len(tried) >= 5 and min(tried.values()) >= 15, tried

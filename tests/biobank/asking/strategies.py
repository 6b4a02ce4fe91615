"""Random banks, charts and sentences in the words of the bank."""

from datetime import date

from hypothesis import strategies as st

from paeonia.modules.biobank.asking.pairing import before
from paeonia.modules.biobank.asking.tubes import Tube, of_donor
from paeonia.record.facts import Fact

TODAY = date(2026, 11, 1).toordinal()
KINDS = ("plasma", "core_needle", "ffpe_block", "tissue", "whole_blood", "dna")
TISSUES = ("metastasis", "primary_tumour", "fluid", "")
DRUGS = ("trastuzumab_deruxtecan", "palbociclib", "capecitabine")
ANSWERS = ("yes", "no", "unknown")
maybe = st.none()


@st.composite
def tubes(draw, donors):
    day = draw(st.one_of(maybe, st.integers(TODAY - 60, TODAY)))
    derived = {"freeze_thaw": draw(st.one_of(maybe, st.integers(0, 3))),
               "cold_ischaemia": draw(st.one_of(maybe, st.integers(0, 120))),
               "limits": draw(st.sampled_from((None, "within", "outside", "not_applicable")))}
    return Tube(draw(st.integers(1, 10**6)), "T", draw(st.integers(0, donors - 1)), day,
                draw(st.sampled_from(("primary", "derived", "aliquot"))), draw(st.sampled_from(KINDS)), "",
                draw(st.sampled_from(TISSUES)), "", draw(st.booleans()), draw(st.one_of(maybe, st.integers(0, 5))), None,
                derived, {"genetic": draw(st.sampled_from(ANSWERS))})


@st.composite
def people(draw):
    """A chart: facts, reviewed lists; None for a donor whose chart this viewer may not see."""
    if draw(st.booleans()) and draw(st.booleans()):
        return None
    facts = [Fact("therapy", {"drug": draw(st.sampled_from(DRUGS)), "setting": "advanced", "start": _day(draw)}, None)
             for _ in range(draw(st.integers(0, 3)))]
    if draw(st.booleans()):
        facts.append(Fact("er", {"value": draw(st.sampled_from(("positive", "negative", "low_positive")))}, _day(draw)))
    if draw(st.booleans()):
        facts.append(Fact("birth_date", {"value": "1970-05-01"}, None))
    return facts, {"therapy": "2026-11-01"} if draw(st.booleans()) else {}


def _day(draw):
    return date.fromordinal(draw(st.integers(TODAY - 70, TODAY))).isoformat()


def begins(facts):
    return [(fact.fields["drug"], date.fromisoformat(fact.fields["start"]).toordinal())
            for fact in facts if fact.variable == "therapy"]


def entries(of, facts):
    return [*of_donor(of), *before(of, begins(facts))]


LEAVES = (
    {"sample_type": "tissue"}, {"sample_type": "plasma"}, {"sample_type": ["plasma", "dna"]},
    {"sample_tissue": "metastasis"},
    {"sample_available": "yes"}, {"sample_freeze_thaw": {"at most": 1}}, {"sample_cold_ischaemia": {"at most": "60 min"}},
    {"sample_volume": {"more than": "2 mL"}}, {"sample_limits": "within"}, {"sample_consent_genetic": "yes"},
    {"sample_collected": {"within": "30 days"}}, {"sample_lineage": {"is not": "primary"}},
    {"specimen": {"type": "plasma", "available": "yes", "times": {"at least": 2}}},
    {"specimen": {"tissue": "metastasis", "within": "20 days"}},
    {"specimen_before": {"type": "plasma", "drug": "trastuzumab_deruxtecan", "days": {"at most": 14}}},
    {"specimen_before": {"class": "chemotherapy", "freeze_thaw": {"at most": 0}, "times": {"at least": 2}}},
    {"er": "positive"}, {"therapy": {"class": "cdk46_inhibitor"}}, {"age": {"at least": 18}},
    {"ask": {"en": "Wants to give more blood", "zh": "愿意再次采血"}},
)
sentences = st.recursive(st.sampled_from(LEAVES), lambda inner: st.one_of(
    st.builds(lambda of: {"all": of}, st.lists(inner, min_size=1, max_size=4)),
    st.builds(lambda of: {"any": of}, st.lists(inner, min_size=1, max_size=4)),
    st.builds(lambda of: {"none": of}, st.lists(inner, min_size=1, max_size=3)),
    st.builds(lambda of: {"not": of}, inner),
    st.builds(lambda of: {"at least 2 of": of}, st.lists(inner, min_size=2, max_size=4))), max_leaves=9)

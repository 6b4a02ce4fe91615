"""The XML that registers hand to WHO, one `<main>` a trial; ChiCTR publishes each of its trials in it."""

from __future__ import annotations

from paeonia.modules.trials.intake.ictrp import SAID
from paeonia.modules.trials.intake.shape import Part, Shape

REGISTER = Shape(
    name="register XML (WHO)",
    registry="",
    number="main.trial_id",
    texts={"title": "main.public_title", "official_title": "main.scientific_title", "acronym": "main.acronym"},
    codes={"status": "main.recruitment_status", "study_type": "main.study_type", "sex": "criteria.gender"},
    dates={"start": "main.date_enrolment", "first_posted": "main.date_registration",
           "completion": "main.results_date_completed"},
    ages={"minimum_age": "criteria.agemin", "maximum_age": "criteria.agemax"},
    truths={}, lists={},
    parts={},
    phases="main.phase",
    enrolment="main.target_size", enrolment_type="main.type_enrolment",
    sponsor=Part("", {"name": "main.primary_sponsor"}),
    other_numbers=("main.utrn", "secondary_ids.secondary_id[].sec_id"),
    persons=frozenset({"contacts", "contact_name", "contact_address", "contact_phone", "contact_email"}),
    unused=("main.UTRN", "main.reg_name", "main.Scientific_acronym", "main.scientific_acronym", "main.url",
            "main.study_design", "health_condition_code.*", "intervention_code.*",
            "secondary_ids.secondary_id[].issuing_authority", "source_support.*", "ethics_reviews.*",
            "main.results_actual_enrolment", "main.results_url_link", "main.results_summary",
            "main.results_date_posted", "main.results_date_first_publication", "main.results_baseline_char",
            "main.results_participant_flow", "main.results_adverse_events", "main.results_outcome_measures",
            "main.results_url_protocol", "main.results_IPD_plan", "main.results_IPD_description"),
    said=SAID | {"": "", "interventional": "INTERVENTIONAL"},
    free={"conditions": ("main.hc_freetext",), "interventions": ("main.i_freetext",),
          "keywords": ("health_condition_keyword.hc_keyword", "intervention_keyword.i_keyword"),
          "primary_outcomes": ("primary_outcome.prim_outcome",),
          "secondary_outcomes": ("secondary_outcome.sec_outcome",), "locations": ("countries.country2",),
          "collaborators": ("secondary_sponsor.sponsor_name",)},
    criteria=(("Inclusion criteria:", "criteria.inclusion_criteria"),
              ("Exclusion criteria:", "criteria.exclusion_criteria")),
    age_unit="years",
)

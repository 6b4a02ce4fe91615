"""ClinicalTrials.gov's older XML (`<clinical_study>`), turned into the same nested shape as the JSON formats."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from paeonia.modules.trials.intake.shape import Part, Shape

# Elements that may stand several times are always lists, so that one site is not another shape than two.
_REPEATED = frozenset({
    "arm_group", "arm_group_label", "collaborator", "condition", "intervention", "keyword", "location", "other_name",
    "nct_alias", "primary_outcome", "secondary_id", "secondary_outcome", "other_outcome", "clinical_study",
})
_BLANKS = re.compile(r"[ \t]*\n[ \t]*")
_OUTCOME = {"measure": "measure", "time_frame": "time_frame", "description": "description"}

XML = Shape(
    name="ClinicalTrials.gov XML",
    registry="ClinicalTrials.gov",
    number="id_info.nct_id",
    texts={
        "title": "brief_title", "official_title": "official_title", "acronym": "acronym", "why_stopped": "why_stopped",
        "eligibility": "eligibility.criteria.textblock", "summary": "brief_summary.textblock",
        "description": "detailed_description.textblock",
    },
    codes={
        "status": "overall_status", "study_type": "study_type", "sex": "eligibility.gender",
        "purpose": "study_design_info.primary_purpose", "allocation": "study_design_info.allocation",
        "masking": "study_design_info.masking",
    },
    dates={
        "start": "start_date", "primary_completion": "primary_completion_date", "completion": "completion_date",
        "first_posted": "study_first_posted", "last_update": "last_update_posted",
    },
    ages={"minimum_age": "eligibility.minimum_age", "maximum_age": "eligibility.maximum_age"},
    truths={"healthy_volunteers": "eligibility.healthy_volunteers", "gender_based": "eligibility.gender_based"},
    lists={"conditions": "condition", "keywords": "keyword"},
    parts={
        "interventions": Part("intervention", {
            "kind": "intervention_type", "name": "intervention_name", "description": "description",
            "other_names": "other_name[]", "arms": "arm_group_label[]"}),
        # An arm group holds exactly one label, yet the tag repeats inside interventions.
        "arms": Part("arm_group", {"label": "arm_group_label", "kind": "arm_group_type", "description": "description"}),
        "collaborators": Part("sponsors.collaborator", {"name": "agency", "kind": "agency_class"}),
        "locations": Part("location", {
            "facility": "facility.name", "city": "facility.address.city", "state": "facility.address.state",
            "country": "facility.address.country", "status": "status"}),
        "primary_outcomes": Part("primary_outcome", _OUTCOME),
        "secondary_outcomes": Part("secondary_outcome", _OUTCOME),
    },
    phases="phase",
    enrolment="enrollment",
    enrolment_type="enrollment@type",
    sponsor=Part("", {"name": "sponsors.lead_sponsor.agency", "kind": "sponsors.lead_sponsor.agency_class"}),
    other_numbers=("id_info.org_study_id", "id_info.secondary_id[]", "id_info.nct_alias[]"),
    persons=frozenset({
        "contact", "contact_backup", "overall_contact", "overall_contact_backup", "overall_official", "investigator",
        "investigator_full_name", "investigator_title", "investigator_affiliation", "name_title", "point_of_contact"}),
    restless=frozenset({"required_header", "@rank"}),
    unused=(
        "@rank", "required_header.*", "source", "clinical_results.*", "biospec_descr.*", "biospec_retention",
        "condition_browse.*", "intervention_browse.*", "location_countries.*", "removed_countries.*",
        "expanded_access_info.*", "has_expanded_access", "is_fda_regulated", "is_section_801", "last_known_status",
        "delayed_posting", "disposition_first_posted", "disposition_first_posted@type", "disposition_first_submitted",
        "disposition_first_submitted_qc", "firstreceived_date", "firstreceived_results_date", "lastchanged_date",
        "last_update_submitted", "last_update_submitted_qc", "last_update_posted@type", "start_date@type",
        "completion_date@type", "primary_completion_date@type", "study_first_posted@type", "study_first_submitted",
        "study_first_submitted_qc", "results_first_posted", "results_first_posted@type", "results_first_submitted",
        "results_first_submitted_qc", "pending_results.*", "verification_date", "link.*", "link[].*",
        "number_of_arms", "number_of_groups", "oversight_info.*", "patient_data.*", "ipd_info_type.*",
        "provided_document_section.*", "reference.*", "reference[].*", "results_reference.*", "results_reference[].*",
        "responsible_party.responsible_party_type", "responsible_party.organization", "study_design", "study_docs.*",
        "study_design_info.intervention_model", "study_design_info.intervention_model_description",
        "study_design_info.masking_description", "study_design_info.observational_model",
        "study_design_info.time_perspective", "target_duration", "eligibility.gender_description",
        "eligibility.sampling_method", "eligibility.study_pop.textblock", "location[].facility.address.zip",
        "other_outcome[].measure", "other_outcome[].time_frame", "other_outcome[].description",
        "other_outcome[].safety_issue", "primary_outcome[].safety_issue", "secondary_outcome[].safety_issue",
    ),
)


def nested(element: Element) -> dict[str, Any]:
    """An element with parts as a mapping; attributes stand beside their element as `name@attribute`."""
    read: dict[str, Any] = {f"@{name}": value for name, value in element.attrib.items()}
    for child in element:
        value = nested(child) if len(child) else _tidy(child.text or "")
        several = child.tag in _REPEATED and not (element.tag == "arm_group" and child.tag == "arm_group_label")
        if several:
            read.setdefault(child.tag, []).append(value)
        elif child.tag in read:
            first = read[child.tag]
            read[child.tag] = [*first, value] if isinstance(first, list) else [first, value]
        else:
            read[child.tag] = value
        if not len(child):
            read |= {f"{child.tag}@{name}": text for name, text in child.attrib.items()}
    return read


def _tidy(text: str) -> str:
    """Text without the indentation the XML writer added; blank lines and list marks stay."""
    return _BLANKS.sub("\n", text).strip()

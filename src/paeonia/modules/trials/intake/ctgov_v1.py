"""ClinicalTrials.gov's former API v1 (retired in 2024), still met in archives."""

from __future__ import annotations

from paeonia.modules.trials.intake.shape import Part, Shape

_P = "ProtocolSection."
_ID = _P + "IdentificationModule."
_STATUS = _P + "StatusModule."
_DESIGN = _P + "DesignModule."
_WHO = _P + "SponsorCollaboratorsModule."
_ARMS = _P + "ArmsInterventionsModule."
_LIMITS = _P + "EligibilityModule."
_OUTCOMES = _P + "OutcomesModule."
_PLACES = _P + "ContactsLocationsModule.LocationList.Location"


def _outcomes(kind: str) -> Part:
    name = f"{kind}Outcome"
    return Part(f"{_OUTCOMES}{name}List.{name}", {
        "measure": f"{name}Measure", "time_frame": f"{name}TimeFrame", "description": f"{name}Description"})


V1 = Shape(
    name="ClinicalTrials.gov API v1",
    registry="ClinicalTrials.gov",
    number=_ID + "NCTId",
    texts={
        "title": _ID + "BriefTitle", "official_title": _ID + "OfficialTitle", "acronym": _ID + "Acronym",
        "why_stopped": _STATUS + "WhyStopped", "eligibility": _LIMITS + "EligibilityCriteria",
        "summary": _P + "DescriptionModule.BriefSummary", "description": _P + "DescriptionModule.DetailedDescription",
    },
    codes={
        "status": _STATUS + "OverallStatus", "study_type": _DESIGN + "StudyType", "sex": _LIMITS + "Gender",
        "purpose": _DESIGN + "DesignInfo.DesignPrimaryPurpose", "allocation": _DESIGN + "DesignInfo.DesignAllocation",
        "masking": _DESIGN + "DesignInfo.DesignMaskingInfo.DesignMasking",
    },
    dates={
        "start": _STATUS + "StartDateStruct.StartDate",
        "primary_completion": _STATUS + "PrimaryCompletionDateStruct.PrimaryCompletionDate",
        "completion": _STATUS + "CompletionDateStruct.CompletionDate",
        "first_posted": _STATUS + "StudyFirstPostDateStruct.StudyFirstPostDate",
        "last_update": _STATUS + "LastUpdatePostDateStruct.LastUpdatePostDate",
    },
    ages={"minimum_age": _LIMITS + "MinimumAge", "maximum_age": _LIMITS + "MaximumAge"},
    truths={"healthy_volunteers": _LIMITS + "HealthyVolunteers", "gender_based": _LIMITS + "GenderBased"},
    lists={
        "conditions": _P + "ConditionsModule.ConditionList.Condition",
        "keywords": _P + "ConditionsModule.KeywordList.Keyword",
    },
    parts={
        "interventions": Part(_ARMS + "InterventionList.Intervention", {
            "kind": "InterventionType", "name": "InterventionName", "description": "InterventionDescription",
            "other_names": "InterventionOtherNameList.InterventionOtherName[]",
            "arms": "InterventionArmGroupLabelList.InterventionArmGroupLabel[]"}),
        "arms": Part(_ARMS + "ArmGroupList.ArmGroup", {
            "label": "ArmGroupLabel", "kind": "ArmGroupType", "description": "ArmGroupDescription",
            "interventions": "ArmGroupInterventionList.ArmGroupInterventionName[]"}),
        "collaborators": Part(_WHO + "CollaboratorList.Collaborator", {
            "name": "CollaboratorName", "kind": "CollaboratorClass"}),
        "locations": Part(_PLACES, {
            "facility": "LocationFacility", "city": "LocationCity", "state": "LocationState",
            "country": "LocationCountry", "status": "LocationStatus"}),
        "primary_outcomes": _outcomes("Primary"),
        "secondary_outcomes": _outcomes("Secondary"),
    },
    phases=_DESIGN + "PhaseList.Phase[]",
    enrolment=_DESIGN + "EnrollmentInfo.EnrollmentCount",
    enrolment_type=_DESIGN + "EnrollmentInfo.EnrollmentType",
    sponsor=Part("", {"name": _WHO + "LeadSponsor.LeadSponsorName", "kind": _WHO + "LeadSponsor.LeadSponsorClass"}),
    other_numbers=(
        _ID + "OrgStudyIdInfo.OrgStudyId", _ID + "SecondaryIdInfoList.SecondaryIdInfo[].SecondaryId",
        _ID + "NCTIdAliasList.NCTIdAlias[]"),
    persons=frozenset({
        "CentralContactList", "LocationContactList", "OverallOfficialList", "PointOfContact",
        "UnpostedResponsibleParty", "ResponsiblePartyInvestigatorFullName", "ResponsiblePartyInvestigatorTitle",
        "ResponsiblePartyInvestigatorAffiliation", "ResponsiblePartyOldNameTitle"}),
    restless=frozenset({"MiscInfoModule"}),
    unused=(
        "ResultsSection.*", "DocumentSection.*", "AnnotationSection.*", "DerivedSection.*",
        _ID + "OrgStudyIdInfo.OrgStudyIdType", _ID + "OrgStudyIdInfo.OrgStudyIdLink",
        _ID + "OrgStudyIdInfo.OrgStudyIdDomain", _ID + "Organization.*",
        *(f"{_ID}SecondaryIdInfoList.SecondaryIdInfo[].SecondaryId{end}" for end in ("Type", "Domain", "Link")),
        *(f"{_STATUS}{name}DateStruct.{name}DateType" for name in (
            "Start", "PrimaryCompletion", "Completion", "StudyFirstPost", "LastUpdatePost")),
        *(f"{_STATUS}{name}" for name in (
            "StatusVerifiedDate", "LastKnownStatus", "DelayedPosting", "StudyFirstSubmitDate",
            "StudyFirstSubmitQCDate", "LastUpdateSubmitDate", "ResultsFirstSubmitDate", "ResultsFirstSubmitQCDate",
            "ResultsFirstPostDateStruct.*", "ResultsFirstPostedQCCommentsDateStruct.*", "DispFirstSubmitDate",
            "DispFirstSubmitQCDate", "DispFirstPostDateStruct.*", "ExpandedAccessInfo.*")),
        _WHO + "ResponsibleParty.ResponsiblePartyType", _WHO + "ResponsibleParty.ResponsiblePartyOldOrganization",
        _P + "OversightModule.*", _P + "ReferencesModule.*", _P + "IPDSharingStatementModule.*",
        *(f"{_DESIGN}{name}" for name in (
            "PatientRegistry", "TargetDuration", "BioSpec.*", "ExpandedAccessTypes.*",
            "DesignInfo.DesignInterventionModel", "DesignInfo.DesignInterventionModelDescription",
            "DesignInfo.DesignObservationalModelList.*", "DesignInfo.DesignTimePerspectiveList.*",
            "DesignInfo.DesignMaskingInfo.DesignMaskingDescription",
            "DesignInfo.DesignMaskingInfo.DesignWhoMaskedList.*")),
        *(f"{_OUTCOMES}OtherOutcomeList.OtherOutcome[].OtherOutcome{end}" for end in (
            "Measure", "TimeFrame", "Description")),
        *(f"{_LIMITS}{name}" for name in (
            "GenderDescription", "StdAgeList.*", "StudyPopulation", "SamplingMethod")),
        f"{_PLACES}[].LocationZip",
    ),
)

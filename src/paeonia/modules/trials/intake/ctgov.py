"""ClinicalTrials.gov, API v2: where each field stands, and which fields are left alone on purpose."""

from __future__ import annotations

from paeonia.modules.trials.intake.shape import Part, Shape

_P = "protocolSection."
_ID = _P + "identificationModule."
_STATUS = _P + "statusModule."
_DESIGN = _P + "designModule."
_WHO = _P + "sponsorCollaboratorsModule."
_ARMS = _P + "armsInterventionsModule."
_LIMITS = _P + "eligibilityModule."
_OUTCOMES = _P + "outcomesModule."
_OUTCOME = {"measure": "measure", "time_frame": "timeFrame", "description": "description"}

V2 = Shape(
    name="ClinicalTrials.gov API v2",
    registry="ClinicalTrials.gov",
    number=_ID + "nctId",
    texts={
        "title": _ID + "briefTitle", "official_title": _ID + "officialTitle", "acronym": _ID + "acronym",
        "why_stopped": _STATUS + "whyStopped",
        "eligibility": _LIMITS + "eligibilityCriteria",
        "summary": _P + "descriptionModule.briefSummary", "description": _P + "descriptionModule.detailedDescription",
    },
    codes={
        "status": _STATUS + "overallStatus", "study_type": _DESIGN + "studyType", "sex": _LIMITS + "sex",
        "purpose": _DESIGN + "designInfo.primaryPurpose", "allocation": _DESIGN + "designInfo.allocation",
        "masking": _DESIGN + "designInfo.maskingInfo.masking",
    },
    dates={
        "start": _STATUS + "startDateStruct.date", "primary_completion": _STATUS + "primaryCompletionDateStruct.date",
        "completion": _STATUS + "completionDateStruct.date", "first_posted": _STATUS + "studyFirstPostDateStruct.date",
        "last_update": _STATUS + "lastUpdatePostDateStruct.date",
    },
    ages={"minimum_age": _LIMITS + "minimumAge", "maximum_age": _LIMITS + "maximumAge"},
    truths={"healthy_volunteers": _LIMITS + "healthyVolunteers", "gender_based": _LIMITS + "genderBased"},
    lists={"conditions": _P + "conditionsModule.conditions", "keywords": _P + "conditionsModule.keywords"},
    parts={
        "interventions": Part(_ARMS + "interventions", {
            "kind": "type", "name": "name", "description": "description", "other_names": "otherNames[]",
            "arms": "armGroupLabels[]"}),
        "arms": Part(_ARMS + "armGroups", {
            "label": "label", "kind": "type", "description": "description", "interventions": "interventionNames[]"}),
        "collaborators": Part(_WHO + "collaborators", {"name": "name", "kind": "class"}),
        "locations": Part(_P + "contactsLocationsModule.locations", {
            "facility": "facility", "city": "city", "state": "state", "country": "country", "status": "status",
            "latitude": "geoPoint.lat", "longitude": "geoPoint.lon"}),
        "primary_outcomes": Part(_OUTCOMES + "primaryOutcomes", _OUTCOME),
        "secondary_outcomes": Part(_OUTCOMES + "secondaryOutcomes", _OUTCOME),
    },
    phases=_DESIGN + "phases[]",
    enrolment=_DESIGN + "enrollmentInfo.count",
    enrolment_type=_DESIGN + "enrollmentInfo.type",
    sponsor=Part("", {"name": _WHO + "leadSponsor.name", "kind": _WHO + "leadSponsor.class"}),
    other_numbers=(_ID + "orgStudyIdInfo.id", _ID + "secondaryIdInfos[].id", _ID + "nctIdAliases[]"),
    persons=frozenset({
        "centralContacts", "contacts", "overallOfficials", "pointOfContact", "unpostedResponsibleParty",
        "investigatorFullName", "investigatorTitle", "investigatorAffiliation", "oldNameTitle"}),
    restless=frozenset({"miscInfoModule"}),      # the day of the registry's own data set
    unused=(
        "hasResults", "resultsSection.*", "documentSection.*", "annotationSection.*", "derivedSection.*",
        _ID + "orgStudyIdInfo.type", _ID + "orgStudyIdInfo.link", _ID + "secondaryIdInfos[].type",
        _ID + "secondaryIdInfos[].domain", _ID + "secondaryIdInfos[].link", _ID + "organization.*",
        _STATUS + "statusVerifiedDate", _STATUS + "lastKnownStatus", _STATUS + "delayedPosting",
        _STATUS + "expandedAccessInfo.*", _STATUS + "startDateStruct.type",
        _STATUS + "primaryCompletionDateStruct.type", _STATUS + "completionDateStruct.type",
        _STATUS + "studyFirstPostDateStruct.type", _STATUS + "lastUpdatePostDateStruct.type",
        _STATUS + "studyFirstSubmitDate", _STATUS + "studyFirstSubmitQcDate", _STATUS + "lastUpdateSubmitDate",
        _STATUS + "resultsFirstSubmitDate", _STATUS + "resultsFirstSubmitQcDate",
        _STATUS + "resultsFirstPostDateStruct.*", _STATUS + "resultsWaived", _STATUS + "dispFirstSubmitDate",
        _STATUS + "dispFirstSubmitQcDate", _STATUS + "dispFirstPostDateStruct.*",
        _WHO + "responsibleParty.type", _WHO + "responsibleParty.oldOrganization",
        _P + "oversightModule.*", _P + "referencesModule.*", _P + "ipdSharingStatementModule.*",
        _DESIGN + "patientRegistry", _DESIGN + "targetDuration", _DESIGN + "nPtrsToThisExpAccNctId",
        _DESIGN + "expandedAccessTypes.*", _DESIGN + "bioSpec.*", _DESIGN + "designInfo.interventionModel",
        _DESIGN + "designInfo.interventionModelDescription", _DESIGN + "designInfo.observationalModel",
        _DESIGN + "designInfo.timePerspective", _DESIGN + "designInfo.maskingInfo.maskingDescription",
        _DESIGN + "designInfo.maskingInfo.whoMasked[]",
        _OUTCOMES + "otherOutcomes[].measure", _OUTCOMES + "otherOutcomes[].timeFrame",
        _OUTCOMES + "otherOutcomes[].description",
        _LIMITS + "genderDescription", _LIMITS + "stdAges[]", _LIMITS + "studyPopulation",
        _LIMITS + "samplingMethod",
        _P + "contactsLocationsModule.locations[].zip", _P + "contactsLocationsModule.locations[].countryCode",
    ),
)

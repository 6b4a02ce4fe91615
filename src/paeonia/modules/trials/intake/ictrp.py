"""WHO ICTRP: the search portal's XML and CSV, both flat, with records of every registry of the world."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from paeonia.modules.trials.intake.shape import Part, Shape

SAID = {
    "not recruiting": "NOT_RECRUITING", "authorised": "NOT_YET_RECRUITING", "authorized": "NOT_YET_RECRUITING",
    "pending": "NOT_YET_RECRUITING", "ongoing": "ACTIVE_NOT_RECRUITING", "suspending": "SUSPENDED",
    "temporary halt": "SUSPENDED", "completed": "COMPLETED", "not available": "", "prematurely ended": "TERMINATED",
    "stopped": "TERMINATED", "f": "FEMALE", "m": "MALE", "b": "ALL", "both": "ALL", "both males and females": "ALL",
    "female: yes\nmale: no": "FEMALE", "female: no\nmale: yes": "MALE", "female: yes\nmale: yes": "ALL", "-": "",
    "interventional study": "INTERVENTIONAL", "observational study": "OBSERVATIONAL",
    "interventional clinical trial of medicinal product": "INTERVENTIONAL",
}

ICTRP = Shape(
    name="WHO ICTRP",
    registry="",
    number="trialid",
    texts={"title": "public_title", "official_title": "scientific_title", "acronym": "acronym"},
    codes={"status": "recruitment_status", "study_type": "study_type", "sex": "inclusion_gender"},
    dates={"start": "date_enrollement", "first_posted": "date_registration", "last_update": "last_refreshed_on",
           "completion": "results_date_completed"},
    ages={"minimum_age": "inclusion_agemin", "maximum_age": "inclusion_agemax"},
    truths={}, lists={}, parts={},
    phases="phase",
    enrolment="target_size", enrolment_type="",
    sponsor=Part("", {"name": "primary_sponsor"}),
    other_numbers=("secondary_id", "secondary_ids", "other_records"),
    persons=frozenset({"contact_firstname", "contact_lastname", "contact_address", "contact_email", "contact_tel",
                       "contact_affiliation", "ethics_contact_name", "ethics_contact_address", "ethics_contact_phone",
                       "ethics_contact_email"}),
    restless=frozenset({"last_refreshed_on", "export_date", "internal_number"}),
    unused=("internal_number", "date_registration3", "export_date", "source_register", "web_address", "study_design",
            "results_date_posted", "results_url_link", "retrospective_flag", "bridging_flag_truefalse", "bridged_type",
            "results_yes_no", "results_url_protocol", "results_ipd_plan", "results_ipd_description", "ethics_status",
            "ethics_approval_date", "bridged", "bridging_flag", "primary_outcome_timepoints"),
    said=SAID,
    free={"conditions": ("condition",), "interventions": ("intervention",), "primary_outcomes": ("primary_outcome",),
          "secondary_outcomes": ("secondary_outcome",), "locations": ("countries",)},
    criteria=(("Inclusion criteria:", "inclusion_criteria"), ("Exclusion criteria:", "exclusion_criteria")),
    age_unit="years", aggregated=True,
)
# Column names of extracts that research groups publish, against the portal's own.
_ALSO = {"study_title": "public_title", "target_size_": "target_size", "recruitment_status2": "recruitment_status",
         "inclusion_sex": "inclusion_gender", "last_updated": "last_refreshed_on", "url": "web_address",
         "date_registration2": "date_registration"}


def flat(record: dict[str, Any]) -> dict[str, Any]:
    """One record under the portal's names in small letters; empty cells and `NA` say nothing."""
    read: dict[str, Any] = {}
    for name, value in record.items():
        key = re.sub(r"\W+", "_", str(name or "")).strip("_").lower()
        text = value if isinstance(value, list) else str(value or "").strip()
        if key and text and text not in ("NA", "NULL"):
            read[_ALSO.get(key, key)] = text
    if "trialid" in read and not ({"public_title", "scientific_title"} & read.keys()):
        # An extract without titles is still a list of trials: the number stands in for the title.
        read["public_title"] = read["trialid"]
    return read


def is_csv(text: str) -> bool:
    """Whether a table begins like the portal's: a column TrialID among the first line's."""
    first = text[:4_000].lstrip("\ufeff").partition("\n")[0]
    return bool(re.search(r"(^|,)\W?trial\s?_?id\W?(,|\r|$)", first, re.IGNORECASE))


def rows(text: str) -> Iterator[dict[str, Any]]:
    """Every row of the portal's CSV."""
    csv.field_size_limit(2**24)
    for row in csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline="")):
        row.pop(None, None)     # type: ignore[call-overload]  cells beyond the last heading
        yield flat(row)

"""Invented registry records of the shape of ClinicalTrials.gov's API v2: no trial of them exists, the drugs do."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from paeonia.knowledge.dictionary import dictionary

# Latitude and longitude are those of the cities, rounded.
CITIES = (
    ("Shanghai", "China", 31.22, 121.46), ("Beijing", "China", 39.91, 116.40), ("Guangzhou", "China", 23.12, 113.25),
    ("Hangzhou", "China", 30.29, 120.16), ("Nanjing", "China", 32.06, 118.78), ("Suzhou", "China", 31.30, 120.60),
    ("Chengdu", "China", 30.67, 104.07), ("Wuhan", "China", 30.58, 114.27), ("Harbin", "China", 45.75, 126.65),
    ("Tokyo", "Japan", 35.69, 139.69), ("Seoul", "Korea, Republic of", 37.57, 126.98), ("Paris", "France", 48.85, 2.35),
    ("London", "United Kingdom", 51.51, -0.13), ("Berlin", "Germany", 52.52, 13.41), ("Madrid", "Spain", 40.42, -3.70),
    ("Boston", "United States", 42.36, -71.06), ("Houston", "United States", 29.76, -95.36),
    ("Sydney", "Australia", -33.87, 151.21), ("Toronto", "Canada", 43.70, -79.42), ("Milan", "Italy", 45.46, 9.19))
STATUSES = ("RECRUITING", "NOT_YET_RECRUITING", "ACTIVE_NOT_RECRUITING", "COMPLETED", "TERMINATED", "UNKNOWN")
WHOM = ("HER2-Positive", "Triple Negative", "HR-Positive, HER2-Negative", "HER2-Low", "Luminal B", "gBRCA-Mutated",
        "ESR1-Mutated", "PD-L1 Positive", "PIK3CA-Mutated", "Elderly", "Premenopausal", "Pretreated", "HER2 阴性", "三阴性")
STAGES = ("Metastatic Breast Cancer", "Advanced Breast Cancer", "Early Breast Cancer", "Breast Cancer With Brain Metastases",
          "晚期乳腺癌", "早期乳腺癌", "复发转移性乳腺癌", "Breast Carcinoma in Situ")
WHEN = ("First-Line", "Second-Line", "Neoadjuvant", "Adjuvant", "Maintenance", "一线", "新辅助", "辅助治疗", "Salvage")
KINDS = (("INDUSTRY", "Rose Pharma"), ("OTHER", "Peony University Hospital"), ("NIH", "Iris Institute"),
         ("NETWORK", "Lotus Group"))
SYLLABLES = ("ra", "lo", "mi", "ve", "tu", "xa", "ne", "bo", "zi", "ke", "fa", "du")


def records(number: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    """So many invented trials, numbered from NCT80000001 on."""
    chance = random.Random(seed)
    agents = dictionary().codelists["agents"]
    classes = {above for code in agents.codes.values() for above in code.under}
    drugs = [code for code in agents.codes.values() if code.id not in classes]
    for index in range(1, number + 1):
        yield _record(f"NCT8{index:07d}", chance, drugs)


def _record(number: str, chance: random.Random, drugs: list[Any]) -> dict[str, Any]:
    given = chance.sample(drugs, chance.choice((1, 1, 2, 2, 3)))
    names = [chance.choice((drug.words["en"], drug.words["en"], drug.words["zh"], *drug.also)) for drug in given]
    whom, stage, when = chance.choice(WHOM), chance.choice(STAGES), chance.choice(WHEN)
    kind, sponsor = chance.choice(KINDS)
    invented = "".join(chance.choices(SYLLABLES, k=4)).capitalize()
    title = f"{' Plus '.join(names)} as {when} Treatment of {whom} {stage}"
    places = chance.choices(CITIES, k=int(chance.paretovariate(0.9)) % 60 + 1)
    started = f"{chance.randint(2004, 2026)}-{chance.randint(1, 12):02d}"
    return {"protocolSection": {
        "identificationModule": {"nctId": number, "orgStudyIdInfo": {"id": f"PAE-{number[4:]}"}, "briefTitle": title,
                                 "officialTitle": f"A Randomised Study of {title} ({invented})",
                                 "acronym": f"{invented.upper()}-{number[-3:]}"},
        "statusModule": {"overallStatus": chance.choice(STATUSES), "startDateStruct": {"date": started},
                         "lastUpdatePostDateStruct": {"date": f"2026-{chance.randint(1, 10):02d}-11"}},
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": f"{sponsor} {chance.randint(1, 400)}", "class": kind}},
        "descriptionModule": {"briefSummary": f"Whether {names[0]} helps. " * 12},
        "conditionsModule": {"conditions": [stage], "keywords": [whom, when]},
        "designModule": {"studyType": "INTERVENTIONAL", "phases": [f"PHASE{chance.randint(1, 4)}"],
                         "enrollmentInfo": {"count": chance.randint(10, 3000), "type": "ESTIMATED"}},
        "armsInterventionsModule": {"interventions": [
            {"type": "DRUG", "name": name, "otherNames": [chance.choice((drug.words["en"], *drug.also))]}
            for name, drug in zip(names, given, strict=True)]},
        "eligibilityModule": {"eligibilityCriteria": "Inclusion Criteria:\n\n" + "\n".join(
            f"* {chance.choice(WHOM)} disease, criterion {line} of {invented}" for line in range(25)),
            "sex": "FEMALE", "minimumAge": "18 Years"},
        "contactsLocationsModule": {"locations": [
            {"facility": f"Hospital {chance.randint(1, 90)}", "city": city, "country": country, "status": "RECRUITING",
             "geoPoint": {"lat": lat, "lon": lon}} for city, country, lat, lon in places]}}}

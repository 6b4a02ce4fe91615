"""Registries an own trial is entered into, with the shape of their numbers."""

import re

OWN = "own"
MEDICAL = "国家医学研究登记备案"    # the national filing of medical research, required before the first subject
PATTERNS = {
    "ChiCTR": re.compile(r"ChiCTR(-[A-Z]{2,5}-)?\d{8,12}$"),
    "ClinicalTrials.gov": re.compile(r"NCT\d{8}$"),
    MEDICAL: re.compile(r"MR-\d{2}-\d{2}-\d{6}$"),
}
EXAMPLES = {"ChiCTR": "ChiCTR2600123456", "ClinicalTrials.gov": "NCT01234567", MEDICAL: "MR-44-26-012345"}
WORDS = {
    "ChiCTR": {"en": "ChiCTR", "zh": "中国临床试验注册中心（ChiCTR）"},
    "ClinicalTrials.gov": {"en": "ClinicalTrials.gov (NCT)", "zh": "ClinicalTrials.gov（NCT）"},
    MEDICAL: {"en": "National filing of medical research", "zh": "医学研究登记备案"},
}

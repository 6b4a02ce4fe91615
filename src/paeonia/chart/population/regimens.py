"""Regimens of advanced disease by subtype: drugs, weight in each line, year of arrival in China, months to progression.

Medians follow the registration trials (PALOMA-2/3, MONARCH-2/3, DAWNA-1/2, BOLERO-2, ACE, CLEOPATRA, PHILA, PHOEBE, EMILIA,
DESTINY-Breast03/04, CBCSG006, TORCHLIGHT, ASCENT, OptiTROP-Breast01), a little shortened as practice is; weights are
assumed, in the order of preference of CSCO BC 2018 to 2025.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Regimen:
    """One regimen; `key` is what is not given twice, `needs` a condition a patient must meet."""

    drugs: tuple[str, ...]
    weights: tuple[float, float, float, float]  # line 1, 2, 3, 4 and later
    since: float
    months: float
    key: str
    needs: str = ""


def _r(
    drugs: str,
    weights: tuple[float, float, float, float],
    since: float,
    months: float,
    key: str = "",
    needs: str = "",
) -> Regimen:
    names = tuple(drugs.split("+"))
    return Regimen(names, weights, since, months, key or names[0], needs)


HR_POSITIVE = (
    _r("palbociclib+letrozole", (30, 6, 1, 0), 2018.7, 21, "cdk46"),
    _r("abemaciclib+anastrozole", (12, 3, 1, 0), 2021.0, 22, "cdk46"),
    _r("dalpiciclib+letrozole", (14, 3, 1, 0), 2023.3, 22, "cdk46"),
    _r("ribociclib+letrozole", (8, 2, 1, 0), 2023.5, 22, "cdk46"),
    _r("palbociclib+fulvestrant", (14, 16, 6, 2), 2018.7, 11, "cdk46"),
    _r("dalpiciclib+fulvestrant", (8, 14, 4, 1), 2021.9, 13, "cdk46"),
    _r("abemaciclib+fulvestrant", (6, 10, 4, 1), 2021.0, 13, "cdk46"),
    _r("fulvestrant", (11, 9, 6, 3), 2011.0, 7, "fulvestrant"),
    _r("letrozole", (9, 2, 1, 1), 1999.0, 11, "ai"),
    _r("exemestane", (5, 6, 4, 3), 2001.0, 5, "ai"),
    _r("everolimus+exemestane", (0, 8, 6, 4), 2013.0, 6, "everolimus"),
    _r("tucidinostat+exemestane", (0, 9, 7, 4), 2019.9, 6, "tucidinostat"),
    _r("capivasertib+fulvestrant", (0, 8, 5, 2), 2025.3, 7, "pam", "pik3ca"),
    _r("capecitabine", (8, 13, 18, 12), 2001.0, 7, "capecitabine"),
    _r("docetaxel+capecitabine", (8, 6, 4, 2), 2004.0, 9, "taxane"),
    _r("paclitaxel", (5, 8, 8, 5), 2000.0, 6, "taxane"),
    _r("nab_paclitaxel", (4, 8, 9, 7), 2010.0, 6, "nab"),
    _r("trastuzumab_deruxtecan", (0, 6, 22, 22), 2023.5, 9, "tdxd", "low"),
    _r("vinorelbine", (0, 3, 9, 13), 2002.0, 4, "vinorelbine"),
    _r("eribulin", (0, 2, 9, 15), 2019.9, 4, "eribulin"),
    _r("gemcitabine+carboplatin", (1, 3, 7, 12), 2004.0, 5, "gemcitabine"),
    _r("utidelone+capecitabine", (0, 2, 6, 9), 2021.5, 7, "utidelone"),
    _r("sacituzumab_tirumotecan", (0, 1, 5, 9), 2025.2, 8, "trop2"),
    _r("liposomal_doxorubicin", (1, 1, 4, 8), 2008.0, 4, "anthracycline"),
    _r("olaparib", (2, 8, 8, 6), 2018.9, 7, "parp", "brca"),
)
HER2_POSITIVE = (
    _r("docetaxel+trastuzumab+pertuzumab", (52, 6, 2, 1), 2019.0, 18, "thp"),
    _r("nab_paclitaxel+trastuzumab+pertuzumab", (18, 5, 2, 1), 2019.5, 18, "thp"),
    _r("docetaxel+trastuzumab+pyrotinib", (16, 4, 1, 0), 2023.3, 22, "pyrotinib"),
    _r("docetaxel+trastuzumab", (20, 6, 2, 1), 2003.0, 11, "th"),
    _r("vinorelbine+trastuzumab", (7, 8, 8, 8), 2003.0, 8, "nh"),
    _r("capecitabine+trastuzumab", (5, 6, 6, 5), 2003.0, 8, "xh"),
    _r("pyrotinib+capecitabine", (10, 48, 22, 10), 2018.7, 11, "pyrotinib"),
    _r("lapatinib+capecitabine", (0, 9, 7, 4), 2013.0, 6, "lapatinib"),
    _r("trastuzumab_emtansine", (0, 14, 16, 10), 2020.1, 8, "tdm1"),
    _r("trastuzumab_deruxtecan", (2, 34, 36, 30), 2023.2, 20, "tdxd"),
    _r("inetetamab+vinorelbine", (2, 6, 10, 10), 2020.5, 7, "inetetamab"),
    _r("trastuzumab_rezetecan", (0, 8, 8, 8), 2025.6, 18, "tdxd"),
    _r("disitamab_vedotin", (0, 2, 5, 8), 2021.6, 6, "rc48"),
    _r("eribulin+trastuzumab", (0, 1, 6, 14), 2019.9, 5, "eribulin"),
    _r("gemcitabine+trastuzumab", (0, 1, 6, 14), 2005.0, 5, "gemcitabine"),
)
TRIPLE_NEGATIVE = (
    _r("nab_paclitaxel+cisplatin", (18, 4, 2, 1), 2015.0, 8, "platinum"),
    _r("gemcitabine+cisplatin", (20, 10, 4, 2), 2010.0, 7, "platinum"),
    _r("paclitaxel+carboplatin", (14, 6, 3, 2), 2004.0, 7, "platinum"),
    _r("nab_paclitaxel+toripalimab", (22, 4, 1, 0), 2024.5, 8, "pd1", "cps"),
    _r("nab_paclitaxel", (14, 8, 6, 4), 2010.0, 5, "nab"),
    _r("docetaxel+capecitabine", (14, 6, 3, 2), 2004.0, 6, "taxane"),
    _r("capecitabine", (8, 18, 14, 8), 2001.0, 5, "capecitabine"),
    _r("olaparib", (4, 16, 12, 8), 2018.9, 7, "parp", "brca"),
    _r("sacituzumab_govitecan", (0, 16, 22, 14), 2022.5, 5, "trop2"),
    _r("sacituzumab_tirumotecan", (1, 16, 22, 14), 2024.9, 6, "trop2"),
    _r("trastuzumab_deruxtecan", (0, 3, 9, 10), 2023.5, 6, "tdxd", "low"),
    _r("eribulin", (0, 9, 16, 16), 2019.9, 3, "eribulin"),
    _r("utidelone+capecitabine", (0, 9, 10, 10), 2021.5, 6, "utidelone"),
    _r("vinorelbine", (0, 6, 10, 12), 2002.0, 3, "vinorelbine"),
    _r("liposomal_doxorubicin", (1, 2, 5, 8), 2008.0, 3, "anthracycline"),
    _r("apatinib", (0, 1, 4, 8), 2015.0, 3, "apatinib"),
)
BY_SUBTYPE = (HR_POSITIVE, HER2_POSITIVE, HER2_POSITIVE, TRIPLE_NEGATIVE)

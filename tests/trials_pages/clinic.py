"""A small clinic for pages and journeys: six made-up women whose charts give every kind of answer."""

from datetime import time, timedelta

from django.utils import timezone

from paeonia.chart import door
from paeonia.record.facts import Fact, Identity, Review, Statement

LABS = {
    "anc": (3.1, "10*9/L", None), "platelets": (210, "10*9/L", None), "haemoglobin": (122, "g/L", None),
    "bilirubin": (11, "umol/L", 21), "alt": (28, "U/L", 40), "ast": (25, "U/L", 35), "crcl": (88, "mL/min", None),
    "lvef": (63, "%", None), "hba1c": (5.6, "%", None),
}  # fmt: skip
LISTS = ("therapy", "condition", "metastasis")


def ago(days):
    """The ISO day so many days back."""
    return (timezone.localdate() - timedelta(days=days)).isoformat()


def value(variable, said, days, **more):
    return Fact(variable, {"value": said, **more}, ago(days), "clinic letter")


def drug(name, setting, start, stop=None, **more):
    ends = {"stop": ago(stop)} if stop is not None else {"ongoing": True}
    return Fact("therapy", {"drug": name, "setting": setting, "start": ago(start), **ends, **more}, ago(start), "orders")


def labs(days, **changed):
    for name, (number, unit, uln) in LABS.items():
        yield value(name, changed.get(name, number), days, unit=unit, **({"uln": uln} if uln else {}))


def someone(born, er, her2_ihc, ecog, *more):
    return [
        Fact("sex", {"value": "female"}, None, "registration"),
        Fact("birth_date", {"value": born}, None, "registration"),
        value("er_percent", er, 400), value("pr_percent", er // 2, 400), value("her2_ihc", her2_ihc, 400),
        value("ecog", ecog, 3), *more]  # fmt: skip


ADVANCED = (value("disease_extent", "advanced", 300), value("measurable_disease", "yes", 12))
LIVER = Fact("metastasis", {"site": "liver", "start": ago(300)}, ago(300), "CT report")

WOMEN = (
    ("P001", "周", "岚", time(8, 30), LISTS, someone(
        "1969-04-11", 90, "1+", 1, *ADVANCED, LIVER, value("menopausal", "post", 500), value("pregnant", "no", 3),
        drug("letrozole", "advanced", 300, 120, line=1, stop_reason="progression"),
        drug("palbociclib", "advanced", 300, 120, line=1, stop_reason="progression"),
        drug("capecitabine", "advanced", 110, 25, line=2, stop_reason="progression"), *labs(3))),
    ("P002", "沈", "若琳", time(8, 45), LISTS, someone(
        "1978-09-02", 0, "0", 0, *ADVANCED, LIVER, value("menopausal", "pre", 100), value("pregnant", "no", 3),
        drug("paclitaxel", "advanced", 200, 40, line=1, stop_reason="progression"), *labs(3, alt=160))),
    ("P003", "吴", "晓梅", time(9, 0), LISTS, someone(
        "1985-01-20", 80, "3+", 1, *ADVANCED, value("menopausal", "pre", 100),
        drug("trastuzumab", "advanced", 400, line=1), drug("docetaxel", "advanced", 400, 250, line=1), *labs(20))),
    ("P004", "郑", "文佳", time(9, 15), (), someone("1990-06-30", 60, "2+", 0, value("cT", "T2", 20))),
    ("P005", "Moreau", "Claire", None, LISTS, someone(
        "1961-12", 95, "0", 2, *ADVANCED, value("menopausal", "post", 800), *labs(40, anc=1.2),
        drug("fulvestrant", "advanced", 90, line=1))),
    ("P006", "何", "", time(10, 0), (), [Fact("sex", {"value": "female"}, None, "registration")]),
)  # fmt: skip


def fill(viewer, hospital_id, women=WOMEN, day=None):
    """Register the women and expect them in clinic; returns their ids in order."""
    ids = []
    for mrn, family, given, at, lists, facts in women:
        said = [Statement(mrn, Identity(mrn, family, given)), *(Statement(mrn, fact, mrn) for fact in facts)]
        said += [Statement(mrn, Review(name, ago(2))) for name in lists]
        report = door.accept(said, viewer, hospital_id=hospital_id)
        assert not report.refused + report.queried, report.problems
        person = door.find(viewer, mrn=mrn)
        door.expect(person.id, day or timezone.localdate(), viewer, at=at, clinic="breast")
        ids.append(person.id)
    return ids

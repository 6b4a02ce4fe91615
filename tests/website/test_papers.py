"""Papers from the three files that reference managers write; the same paper twice is one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from paeonia.modules.website import actions, citing, papers
from paeonia.modules.website.models import Publication

BIB = """@article{one, title = {{HER2}-low breast cancer, a {nested {deep}} title}, author = {Lin, Ruozhou and Gu, Mingxi},
 journal = "Annals \\& Letters", year = 2024, volume = {3}, number = {2}, pages = {11--19}, doi = {10.1000/abc.1}}
@comment{left out}
@article{two, author = {Nobody, A}, year = {2020}}"""
NBIB = """PMID- 38000001
TI  - A trial of something with a title that goes
      on in a second line.
FAU - Zhao, Qing
FAU - He, Yifan
JT  - The Journal
DP  - 2023 May
VI  - 9
IP  - 4
PG  - 100-8
AID - 10.1000/xyz [doi]

PMID- 38000002
TI  - Another
DP  - 2021
"""
RIS = """TY  - JOUR
AU  - Sun, Yuan
TI  - 乳腺癌患者的随访
JO  - 中国杂志
PY  - 2022/03/01
SP  - 5
EP  - 9
ER  -
"""


def test_bibtex():
    read = papers.read(BIB)
    (one,) = read.papers
    assert one.title == "HER2-low breast cancer, a nested deep title" and one.authors == ("Lin, Ruozhou", "Gu, Mingxi")
    assert (one.journal, one.year, one.pages, one.doi) == ("Annals & Letters", 2024, "11-19", "10.1000/abc.1")
    assert [problem.code for problem in read.problems] == ["paper-untitled"]


def test_nbib():
    one, two = papers.read(NBIB).papers
    assert one.title == "A trial of something with a title that goes on in a second line"
    assert (one.authors, one.year, one.doi, one.pmid) == (("Zhao, Qing", "He, Yifan"), 2023, "10.1000/xyz", "38000001")
    assert two.key == "pmid:38000002"


def test_ris():
    (one,) = papers.read(RIS).papers
    assert (one.title, one.journal, one.year, one.pages) == ("乳腺癌患者的随访", "中国杂志", 2022, "5-9")


@pytest.mark.parametrize("text", ["", "hello", "a,b\n1,2", "@", "TY  -", "\0\0"])
def test_what_is_none_of_them_is_said(text):
    read = papers.read(text)
    assert read.papers == [] and read.problems


@pytest.mark.django_db
def test_the_same_paper_twice_is_one_and_nothing_is_taken_away():
    first = papers.read(BIB).papers
    assert actions.bring_papers(first) == (1, 0, 0)
    assert actions.bring_papers(first) == (0, 0, 1)
    assert actions.bring_papers([papers.Paper("HER2-low", doi="10.1000/ABC.1")]) == (0, 1, 0)
    one = Publication.objects.get()
    assert one.title == "HER2-low" and one.journal == "Annals & Letters"


@pytest.mark.django_db
def test_a_citation_comes_back_as_it_went():
    actions.bring_papers([*papers.read(BIB).papers, *papers.read(RIS).papers])
    for one in Publication.objects.all():
        for write in (citing.bibtex, citing.ris):
            (back,) = papers.read(write(one)).papers
            assert (back.title, list(back.authors), back.year, back.pages) == (one.title, one.authors, one.year, one.pages)


@pytest.mark.django_db
def test_an_editor_brings_a_file_and_reads_what_was_left_out(person, two_hospitals):
    client = Client()
    client.force_login(person("educator", two_hospitals[0], language="en"))
    nothing = client.post("/website/papers/")
    assert nothing.status_code == 422 and "choose a file of at most 20 MB" in nothing.content.decode()
    strange = client.post("/website/papers/", {"file": SimpleUploadedFile("x.bib", b"hello")})
    assert strange.status_code == 422 and "neither BibTeX, NBIB nor RIS" in strange.content.decode()
    told = client.post("/website/papers/", {"file": SimpleUploadedFile("x.bib", BIB.encode())})
    assert told.status_code == 200 and "1 new" in told.content.decode()
    assert "entry 2 has no title" in told.content.decode()

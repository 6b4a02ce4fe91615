"""Personal reading: by her own record, with the reason; unknown is never yes; editors see counts alone."""

import pytest
from django.test import Client
from trials_pages.clinic import fill
from website.laid import a_site, an_article

from paeonia.chart import door
from paeonia.criteria.read import sentence
from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.website import personal
from paeonia.people.viewer import system_viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    library = a_site()["zh"]["library"]
    return {
        "her2": an_article(library, "her2", "抗 HER2 治疗期间", for_whom="therapy: {class: her2_antibody, ongoing: yes}"),
        "chemo": an_article(library, "chemo", "化疗期间", for_whom="therapy: {class: chemotherapy, ongoing: yes}"),
        "all": an_article(library, "all", "给所有人"),
        "broken": an_article(library, "broken", "句子写错了", for_whom="no_such_word: 1"),
    }


@pytest.fixture
def clinic(acting_as, two_hospitals):
    """Six women; the third is on trastuzumab, of the fourth nothing is known."""
    with acting_as("oncologist", two_hospitals[0]) as viewer:
        yield viewer, fill(viewer, two_hospitals[0].pk)


def slugs(line):
    return {one.page.slug for one in personal.suggested(line, "zh")}


def test_her_record_chooses_and_says_why(shelf, clinic):
    viewer, ids = clinic
    line = door.timeline(ids[2], viewer)
    assert slugs(line) == {"her2"}
    (one,) = personal.suggested(line, "zh")
    assert one.why.answer == "yes"


def test_she_reads_the_reason_on_her_own_page(shelf, clinic, person, two_hospitals):
    viewer, ids = clinic
    her = person("patient", two_hospitals[0], language="zh-hans")
    door.give_account(ids[2], her.pk, system_viewer("test"))
    client = Client()
    client.force_login(her)
    page = client.get("/for-you/")
    assert page.status_code == 200 and "抗 HER2 治疗期间" in page.content.decode()
    assert "reason-yes" in page.content.decode() and "曲妥珠单抗" in page.content.decode()


def test_unknown_is_never_yes(shelf, clinic):
    viewer, ids = clinic
    assert slugs(door.timeline(ids[3], viewer)) == set()


def test_editors_see_counts_of_whom_nothing_serves(shelf, clinic):
    viewer, _ = clinic
    told = {one.words["en"]: (one.belong, one.without) for one in personal.unserved(viewer)}
    assert told["on treatment against HER2"] == (1, 0)
    assert told["on endocrine treatment"] == (1, 1), "she takes fulvestrant, and no article is for her"


def test_every_group_of_editors_is_a_sentence_of_the_language():
    for words, text in personal.GROUPS.values():
        assert sentence(text, dictionary()) and words["zh"] and words["en"]


def test_an_editor_is_shown_no_small_number(shelf, clinic, person, two_hospitals):
    client = Client()
    client.force_login(person("educator", two_hospitals[0], language="en"))
    said = client.get("/website/unserved/").content.decode()
    assert "not shown" in said and "&lt; 5" in said and ">1<" not in said


def test_a_sheet_names_articles_and_not_her(shelf, clinic, two_hospitals):
    viewer, ids = clinic
    client = Client()
    from paeonia.people.models import User

    client.force_login(User.objects.get(pk=viewer.user_id))
    said = client.get(f"/hand/{ids[2]}/", {"article": [str(shelf["her2"].translation_key), "none"]}).content.decode()
    assert said.count("data:image/svg+xml") == 1 and "抗 HER2 治疗期间" in said


def test_a_patient_without_a_record_is_told_so_and_staff_are_led_home(shelf, person, two_hospitals):
    client = Client()
    client.force_login(person("patient", two_hospitals[0], language="en"))
    assert "not connected to a record" in client.get("/for-you/").content.decode()
    client.force_login(person("nurse", two_hospitals[0]))
    assert client.get("/for-you/").url == "/"

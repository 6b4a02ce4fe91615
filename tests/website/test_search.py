"""The seventeen queries on which searches fail in Chinese, and what a visitor types besides."""

import pytest
from django.db import connection
from website.laid import a_site, an_article

from paeonia.modules.website.models import ArticlePage
from paeonia.modules.website.searching.finding import find
from paeonia.modules.website.searching.ranking import cut_again_if_old
from paeonia.modules.website.searching.segments import kept, pairs, segmented

pytestmark = pytest.mark.django_db
TEXTS = {
    "vomiting": ("化疗后恶心、呕吐怎么办", "化疗当天和第二、三天最容易恶心呕吐。按时服用阿瑞匹坦和昂丹司琼。", {}),
    "her2": ("HER2低表达：德曲妥珠单抗", "T-DXd用于HER2低表达的晚期乳腺癌，治疗中要留意咳嗽。",
             {"drugs": ["trastuzumab_deruxtecan"]}),
    "cdk": ("CDK4/6抑制剂", "哌柏西利常见的是白细胞下降。", {"drugs": ["palbociclib"]}),
    "salon": ("康丽沙龙", "每月一次的病友聚会，Kang Li Salon 欢迎家属。", {}),
}
# typed -> which texts; the first twelve found nothing in a search that takes a run of Chinese for one word
SEVENTEEN = {
    "化疗": {"vomiting"}, "呕吐": {"vomiting"}, "HER2": {"her2"}, "妥珠": {"her2"}, "沙龙": {"salon"}, "癌": {"her2"},
    "阿瑞": {"vomiting"}, "低表达": {"her2"}, "T-DXd": {"her2"}, "CDK4/6": {"cdk"}, "恶心呕吐": {"vomiting"},
    "Kang Li": {"salon"}, "吐": {"vomiting"}, "her2 晚期": {"her2"}, "化 疗": {"vomiting"}, "'\"*(": set(), "  ": set(),
}  # fmt: skip


@pytest.fixture
def shelf():
    made = a_site()
    for slug, (title, text, more) in TEXTS.items():
        an_article(made["zh"]["library"], slug, title, text, **more)
    return made


def found(query, language="zh-hans"):
    return {page.slug for page, _ in find(query, language).hits}


@pytest.mark.parametrize("query", SEVENTEEN)
def test_the_seventeen(shelf, query):
    assert found(query) == SEVENTEEN[query]


def test_other_names_of_a_medicine_find_it(shelf):
    assert found("Enhertu") == found("DS-8201") == found("德曲妥珠单抗") == {"her2"}
    assert found("Ibrance") == {"cdk"}


def test_a_slip_of_the_pen_is_read_and_said(shelf):
    told = find("palbociclb", "zh-hans")
    assert [page.slug for page, _ in told.hits] == ["cdk"]
    assert told.instead == (("palbociclb", "palbociclib"),)
    assert find("zzzzzzzz", "zh-hans").hits == ()


def test_an_editor_finds_while_typing(shelf):
    assert [page.slug for page in ArticlePage.objects.all().autocomplete("沙龙")] == ["salon"]
    assert [page.slug for page in ArticlePage.objects.all().autocomplete("CDK")] == ["cdk"]


def test_each_language_finds_its_own_and_no_draft_is_shown(shelf):
    page = an_article(shelf["en"]["library"], "sick", "Being sick", "Vomiting at home.", tongue="en")
    assert found("vomiting", "en") == {"sick"} and "sick" not in found("vomiting")
    page.unpublish()
    assert found("vomiting", "en") == set()


def test_the_piece_shown_is_of_the_page(shelf):
    ((_, piece),) = find("咳嗽", "zh-hans").hits
    assert "咳嗽" in piece


def test_text_is_cut_into_characters_and_whole_latin_words():
    assert segmented("HER2低表达，T-DXd") == "HER2 低 表 达 T DXd"
    assert segmented("𠮷田 1.5mg") == "𠮷 田 1 5mg"


def test_pairs_are_of_neighbours_whatever_stands_between_them():
    assert pairs(segmented("恶心，呕吐")) == ["恶心", "心呕", "呕吐"] and pairs(segmented("HER2低")) == []
    assert kept("化疗化疗").split()[:6] == ["化", "疗", "化", "疗", "化疗", "疗化"]


def test_a_title_comes_before_a_text_and_words_may_stand_in_both(shelf):
    library = shelf["zh"]["library"]
    an_article(library, "text", "睡眠", "复查心脏的日子也要睡好。")
    an_article(library, "title", "心脏复查", "每三个月一次。")
    an_article(library, "both", "心脏与药", "靶向治疗期间定期复查。")
    order = [page.slug for page, _ in find("心脏 复查", "zh-hans").hits]
    assert order == ["title", "both", "text"]
    assert [page.slug for page, _ in find("心脏复查", "zh-hans").hits] == ["title"]


def test_an_index_of_an_older_release_is_written_anew(shelf):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailsearch_indexentry SET title = 'x'::tsvector, body = 'x'::tsvector")
    assert found("沙龙") == set()
    cut_again_if_old()
    assert found("沙龙") == {"salon"}


def test_signs_of_the_databases_own_language_are_words_like_others(shelf):
    assert found("沙龙 & '吐") == set() and found("沙龙' | 'x") == set() and found("%s %(name)s") == set()

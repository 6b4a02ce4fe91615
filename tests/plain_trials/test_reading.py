"""How easy a text is: figures worked out by hand, and the texts that come with the programme meet their own targets."""

import pytest

from paeonia.knowledge.trials import trials
from paeonia.modules.trials.plain.content import blocks, joined, missing
from paeonia.modules.trials.plain.measuring import common, measured, sentences
from paeonia.modules.trials.plain.shipped import shipped
from paeonia.modules.trials.plain.syllables import syllables


@pytest.mark.parametrize(("word", "count"), [
    ("cancer", 2), ("trial", 2), ("tablets", 2), ("medicine", 3), ("whole", 1), ("needed", 2), ("asked", 1), ("people", 2),
    ("voluntary", 4), ("radiation", 4), ("idea", 3), ("sometimes", 2), ("patient", 2), ("usual", 3), ("HER2", 1)])
def test_syllables(word, count):
    assert syllables(word) == count


def test_the_grade_is_the_published_formula():
    # 2 sentences, 9 words, 11 syllables: 0.39 x 4.5 + 11.8 x 11/9 - 15.59 = 0.587
    found = measured("The cat sat on the mat. Doctors help people.", "en")
    assert (found.sentences, found.length, found.value) == (2, 9, 0.6)


def test_names_of_drugs_count_as_short_words():
    plain, drug = measured("You take tablets each day.", "en"), measured("You take camizestrant each day.", "en")
    assert plain.value == drug.value


def test_chinese_sentences_by_their_characters():
    found = measured("每天吃一片药。三周后复查；如有不适请联系医生。", "zh")
    assert (found.sentences, found.value) == (3, 6.7)   # 6 + 5 + 9 characters


def test_uncommon_characters_are_pointed_at_but_not_in_names_of_drugs():
    assert common("药") and not common("噻") and not common("龘")
    found = measured("医生开了噻嗪类药。", "zh")
    assert found.rare == ("噻",) or "噻" in found.rare
    assert measured("每天吃卡匹色替。", "zh").rare == ()


@pytest.mark.parametrize(("text", "language", "named"), [
    ("You may get a placebo.", "en", ["placebo"]),
    ("You may get a placebo (a tablet without a drug).", "en", []),
    ("A drug-free tablet, called placebo, is used.", "en", []),
    ("可能吃安慰剂。", "zh", ["安慰剂"]),
    ("可能吃安慰剂（不含药物）。", "zh", []),
    ("由电脑随机分组，就像抽签一样。", "zh", []),
    ("这种药（把化疗药带到癌细胞）打点滴。", "zh", [])])
def test_medical_words_want_an_explanation(text, language, named):
    assert [word.forms[0] for word in measured(text, language).unexplained] == named


def test_a_long_sentence_is_named_with_its_length():
    text = "Short one. " + " ".join(["Word"] + ["word"] * 29) + "."
    (hard,) = measured(text, "en").long
    assert hard.length == 30 and hard.text.startswith("Word")


def test_a_line_of_a_list_is_a_sentence_and_nothing_is_measured_of_nothing():
    assert sentences("It is for you if:\n- you are well\n- you are 18", "en") == [
        "It is for you if:", "you are well", "you are 18"]
    assert measured("", "en").value is None and measured(" ", "zh").good is False


def test_blocks_of_a_text():
    assert blocks("One.\n- a\n- b\nTwo.\n\nThree.") == [
        ("text", ("One.",)), ("list", ("a", "b")), ("text", ("Two.",)), ("text", ("Three.",))]


@pytest.mark.parametrize("slug", sorted(shipped()))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_texts_that_come_with_the_programme_are_easy_and_signed_off_by_nobody(slug, language):
    one = shipped()[slug]
    assert slug in trials() and one.status == "awaiting clinical sign-off" and not missing(one.content)
    for level in ("short", "more"):
        found = measured(joined(one.content, language, level), language)
        assert found.good and not found.long and not found.unexplained, (level, found)
    assert len(shipped()) >= 6

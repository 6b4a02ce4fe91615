"""What a text tells before anybody has read it."""

import pytest

from paeonia.modules.community import reading


@pytest.mark.parametrize(("text", "dangers"), [
    ("化疗后第八天发烧了怎么办", ["fever"]), ("体温 38.2 度，要紧吗", ["fever"]), ("３８．５℃", ["fever"]),
    ("烧到39度", ["fever"]),
    ("体温 37.2 度，有点累", []), ("38 次化疗", []),
    ("My temperature is 38.4 °C today", ["fever"]), ("I have chills", ["fever"]),
    ("喘不过气，一条腿肿", ["breath", "leg"]), ("活着没意思", ["life"]), ("I don’t want to live", ["life"]),
    ("一直吐，喝不进水", ["vomiting"]), ("牙龈出血不止", ["bleeding"]), ("化疗期间能吃水果吗", []),
])
def test_words_of_danger(text, dangers):
    assert reading.found(text) == dangers
    assert len(reading.said_of(dangers)) == len(dangers)


@pytest.mark.parametrize(("text", "shown"), [
    ("我的电话 13812345678", "我的电话 ▇▇▇"), ("+86 138-1234-5678 找我", "▇▇▇ 找我"),
    ("身份证 11010519491231002X", "身份证 ▇▇▇"),
    ("微信号：lotus_2020 加我", "▇▇▇ 加我"), ("mail me: a.b@c.example", "mail me: ▇▇▇"), ("座机 010-12345678", "座机 ▇▇▇"),
    ("CA153 是 38.5，铁蛋白 1234567", "CA153 是 38.5，铁蛋白 1234567"), ("第 3 次化疗 2026-11-03", "第 3 次化疗 2026-11-03"),
])
def test_traces_of_a_person_are_blacked_out(text, shown):
    told, many = reading.blacked(text)
    assert told == shown and many == (reading.BLACK in shown)


def test_each_danger_speaks_both_languages():
    assert all(set(one.say) == {"zh", "en"} and one.signs for one in reading.dangers())

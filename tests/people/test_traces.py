"""Traces of persons: what is found, what is not, and what is proposed instead."""

from datetime import date

import pytest

from paeonia.people import traces

TODAY = date(2026, 11, 28)


def told(text):
    return [(one.kind, one.words) for one in traces.found(text, TODAY)]


@pytest.mark.parametrize(("text", "kind", "words"), [
    ("患者王小芳，女，52 岁", "name", "王小芳"), ("姓名：欧阳静 病理", "name", "欧阳静"),
    ("李阿姨问能不能吃", "name", "李阿姨"),
    ("Patient Wang Xiaofang was seen", "name", "Wang Xiaofang"), ("Mrs. Chen asked", "name", "Chen"),
    ("身份证 11010519491231002X", "identity", "11010519491231002X"),
    ("１１０１０５１９４９１２３１００２Ｘ", "identity", "１１０１０５１９４９１２３１００２Ｘ"),
    ("条码 110105194912310021", "number", "110105194912310021"),
    ("电话 138-1234-5678", "phone", "138-1234-5678"), ("tel １３８１２３４５６７８", "phone", "１３８１２３４５６７８"),
    ("010-12345678", "phone", "010-12345678"),
    ("住院号：ZY204581", "number", "ZY204581"), ("MRN 1234567 seen", "number", "1234567"),
    ("标本 20458133721", "number", "20458133721"),
    ("2025-03-04 起化疗", "day", "2025-03-04"), ("2025年3月4日手术", "day", "2025年3月4日"), ("3月4日 CT", "day", "3月4日"),
    ("20250304 复查", "day", "20250304"), ("CT on March 4, 2025", "day", "March 4, 2025"),
    ("on 4 Mar 2025 she", "day", "4 Mar 2025"),
    ("seen May 12", "day", "May 12"), ("on 3rd of June", "day", "3rd of June"),
    ("92岁老人", "age", "92岁"), ("a 93-year-old", "age", "93-year-old"), ("年龄：91", "age", "91"),
    ("家住青山区红叶路", "place", "青山区红叶路"), ("红叶路 12 号 3 单元", "place", "红叶路 12 号 3 单元"),
    ("a.b@c.example.", "mail", "a.b@c.example"), ("微信号：lotus_2020", "account", "微信号：lotus_2020"),
    ("床号 12", "bed", "12"), ("23床今天", "bed", "23床"), ("Bed 12 in", "bed", "12"),
])
def test_a_trace_is_found(text, kind, words):
    assert (kind, words) in told(text)


@pytest.mark.parametrize("text", [
    "患者高热，白细胞 0.8", "患者安静，于外院行 4 周期 TC", "患者余无不适", "52 岁，绝经前，cT2N1M0", "CEA 12345",
    "HER2 2+，FISH 阴性",
    "7 天 3 次", "床旁超声", "第 3 床位", "Ki-67 30%", "the patient had Grade III disease", "OS 39.2 个月",
    "2025 年 3 月起", "血小板 89",
    "89 years old", "患者张某", "阿贝西利 150 mg bid", "1.5-2.0 cm", "10-12 月",
    "grade 3 may recur", "CA153 marker 15", "it decreased 3 times", "she may 2 hours later",
])
def test_a_clinical_sentence_has_none(text):
    assert told(text) == []


@pytest.mark.parametrize(("text", "instead"), [
    ("2026-06-20 起", "约 5 个月前 起"), ("2023年5月2日术", "约 4 年前术"), ("11月20日CT", "近一个月内CT"),
    ("2027-02-01 手术", "约 2 个月后 手术"),
    ("on March 4, 2025 she", "on about 21 months ago she"), ("CT 12月1日", "CT 约 12 个月前"), ("2025-02-30", "2025-02-30"),
    ("患者王小芳，92岁", "患者〔姓名略〕，90 岁以上"), ("Mrs Chen, aged 91", "Mrs [name left out], aged 90 or older"),
])
def test_what_is_proposed(text, instead):
    found = traces.found(text, TODAY)
    taken = {one.key for one in found if one.words != "2025-02-30"}
    assert traces.replaced(text, found, taken) == instead
    # What is proposed is no trace itself.
    assert [one for one in traces.found(instead, TODAY) if one.words != "2025-02-30"] == []


def test_an_identity_number_is_told_by_its_last_sign_and_hidden_signs_are_taken_out():
    assert traces.is_identity("11010519491231002X") and not traces.is_identity("110105194912310021")
    assert [one.hard for one in traces.found("11010519491231002X 110105194912310021", TODAY)] == [True, False]
    assert told(traces.plain("138\u200b1234\u200d5678")) == [("phone", "13812345678")]

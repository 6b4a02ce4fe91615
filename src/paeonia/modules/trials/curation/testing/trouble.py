"""What can be wrong with a test patient, in both languages."""

from __future__ import annotations

from paeonia.record.problems import messages

messages({
    "testing-no-group": (
        "it is asked of the group “{code}”, which this draft does not have. Choose another.",
        "该患者针对组“{code}”，草稿中没有该组。请另选。"),
    "testing-failing": (
        "the test patient “{name}” answers “{got_en}”, expected is “{wanted_en}”. Look at the reasons and correct the "
        "criteria or the expectation.",
        "测试患者“{name}”的结果为“{got_zh}”，预期为“{wanted_zh}”。请查看原因，更正标准或预期。"),
    "testing-unusable": (
        "the facts of the test patient “{name}” cannot be used: {why_en}", "测试患者“{name}”的事实无法使用：{why_zh}"),
    "testing-twice": ("there is a test patient “{name}” already. Choose another name.",
                      "已有名为“{name}”的测试患者，请换一个名称。"),
    "testing-name": ("give the test patient a name.", "请填写测试患者名称。"),
    "testing-why": ("say why this answer is expected, so that others can judge it.",
                    "请写明预期该结果的理由，以便他人核对。"),
    "testing-expected": ("choose the answer that is expected.", "请选择预期结果。"),
    "testing-one": ("one patient is one line of JSON: {{\"as_of\": \"2026-01-31\", \"facts\": [...]}}.",
                    "一名患者对应一行 JSON：{{\"as_of\": \"2026-01-31\", \"facts\": [...]}}。"),
    "testing-long": ("the facts are longer than {most} characters. Keep those the criteria ask for.",
                     "事实超过 {most} 个字符，请只保留标准所需的部分。"),
    "testing-many": ("a trial has at most {most} test patients. Remove some first.",
                     "每个试验最多 {most} 名测试患者，请先删除部分。"),
    "testing-gone": ("this test patient was removed meanwhile. Reload the page.", "该测试患者已被删除，请刷新页面。"),
})

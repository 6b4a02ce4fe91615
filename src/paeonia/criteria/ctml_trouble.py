"""What can be wrong with, or missing from, a CTML document, in both languages."""

from __future__ import annotations

from paeonia.record.problems import messages

messages({
    "ctml-unreadable": (
        "this is neither JSON nor YAML ({why}). Export the trial again.",
        "既不是 JSON 也不是 YAML（{why}）。请重新导出该试验。"),
    "ctml-not-a-trial": (
        "this is no CTML trial (expected a mapping with `treatment_list` or `match`). Check the file.",
        "不是 CTML 试验（应为含 `treatment_list` 或 `match` 的映射）。请检查文件。"),
    "ctml-not-a-list": (
        "`{key}` must hold a list, not {found}. Write it as a list.", "`{key}` 应为列表，而不是 {found}。请改为列表。"),
    "ctml-unknown-node": (
        "“{key}” is no CTML node (and, or, clinical, genomic, prior_treatment); a person has to answer it.",
        "“{key}”不是 CTML 节点（and、or、clinical、genomic、prior_treatment），需人工回答。"),
    "ctml-unknown-key": (
        "“{key}” is no CTML key for {kind}{hint}; a person has to answer it. Correct the key.",
        "“{key}”不是 {kind} 的 CTML 键{hint}，需人工回答。请更正。"),
    "ctml-unknown-value": (
        "“{value}” is not understood for {key}; a person has to answer it. Correct the value.",
        "{key} 的取值“{value}”无法识别，需人工回答。请更正。"),
    "ctml-no-word": (
        "the dictionary has no word for {key} “{value}”; a person has to answer it.",
        "数据字典中没有 {key}“{value}”的对应词，需人工回答。"),
    "ctml-age-wider": (
        "“{value}” was read as {read}: CTML does not say whether the year itself counts, the wider reading was taken.",
        "“{value}”按 {read} 理解：CTML 未说明是否含该岁整年，取较宽的理解。"),
    "ctml-not-sayable": (
        "CTML cannot say “{sentence}”; it was left out and the exported tree is wider by it.",
        "CTML 无法表达“{zh}”，已略去，导出的条件因此较宽。"),
})

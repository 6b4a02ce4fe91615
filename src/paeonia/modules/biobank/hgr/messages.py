"""What this room can refuse, in both languages."""

from paeonia.record.problems import messages

messages({
    "hgr-file-other": (
        "{number} is on record and says something else. Use a file of changes, or change it on its page.",
        "{number} 已在册，且内容与文件不一致。请使用更新文件，或在其页面修改。"),
    "hgr-file-unknown": (
        "no document of this kind has the number “{number}”. Enter it first, or correct kind or number.",
        "登记册中没有该类别、编号为“{number}”的文件。请先登记，或核对类别和编号。"),
    "hgr-file-kind": ("“{kind}” is no sample type. Write its code or its words.",
                      "“{kind}”不是样本类型。请填写代码或名称。"),
    "hgr-file-protocol": ("no protocol of this bank has the code “{code}”.", "本库没有编号为“{code}”的采集方案。"),
    "hgr-number-taken": (
        "{number} is in the register already as this kind of document. Open it there.",
        "登记册中已有该类文件 {number}，请打开原记录。"),
    "hgr-granted-incomplete": (
        "a document that is granted has its number and the day from which it is valid. Enter both.",
        "已批准的文件须有编号和生效日期。请补充。"),
    "hgr-ends-before": (
        "{number} would end ({until}) before it begins ({start}). Correct one of the two days.",
        "{number} 的截止日期（{until}）早于生效日期（{start}）。请更正。"),
    "hgr-no-protocol": (
        "{number}: choose the protocols it covers. Only an approval to preserve may cover the whole bank.",
        "{number}：请选择其覆盖的采集方案。仅保藏批件可覆盖全库。"),
    "hgr-no-partner": (
        "{number}: name the partners as the document does. What is shared is compared with these names.",
        "{number}：请按文件列出合作方，对外提供时将与其核对。"),
    "hgr-reported-already": (
        "the report of {year} under {number} was handed in already. Nothing is left to do.",
        "{number} 的 {year} 年度报告已提交，无需重复登记。"),
    "hgr-report-early": (
        "the year {year} is not over on {day}. Hand its report in afterwards.",
        "{day} 时 {year} 年尚未结束，请在年度结束后提交报告。"),
    "hgr-not-preserving": (
        "{number} is not an approval to preserve; yearly reports belong to those.",
        "{number} 不是保藏批件；年度报告仅针对保藏批件。"),
    "hgr-nothing-released": (
        "choose the specimens the information was read from; its donors are counted by them.",
        "请选择信息所来源的样本，人数据此统计。"),
})

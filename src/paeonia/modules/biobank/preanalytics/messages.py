"""What can be wrong with recorded times, and what is missing, in both languages."""

from paeonia.record.problems import messages

messages({
    "times-no-zone": (
        "“{event}” of {label} ({at}) has no time zone. Enter it again with the hospital's own time.",
        "{label} 的“{event}”（{at}）缺少时区。请按本院时间重新填写。"),
    "times-future": (
        "“{event}” of {label} is to come ({at}). Enter the time at which it happened.",
        "{label} 的“{event}”（{at}）尚未到来。请填写实际发生的时间。"),
    "times-ends-before": (
        "“{event}” of {label} ends ({until}) before it begins ({at}). Correct one of the two times.",
        "{label} 的“{event}”结束（{until}）早于开始（{at}）。请更正其中一个时间。"),
    "times-order": (
        "“{second_event}” of {label} ({second_at}) stands before “{first_event}” ({first_at}). Correct the wrong one.",
        "{label} 的“{second_event}”（{second_at}）早于“{first_event}”（{first_at}）。请更正有误的一项。"),
    "times-older": (
        "{label} would be older ({at}) than {parent} ({parent_at}), from which it comes. Correct one of the two times.",
        "{label}（{at}）早于其来源 {parent}（{parent_at}）。请更正其中一个时间。"),
    "times-twice": (
        "“{event}” of {label} was entered with two times ({first_at}, {second_at}). Correct the wrong entry.",
        "{label} 的“{event}”有两个不同时间（{first_at}、{second_at}）。请更正有误的记录。"),
    "times-no-such-entry": (
        "a correction on {label} names an entry that is not there (“{entry}”). Look up the entry and correct it again.",
        "{label} 的更正记录所指条目（“{entry}”）不存在。请核对后重新更正。"),
    "times-unknown-kind": (
        "“{kind}” of {label} is not on the list of sample types, so nothing can be derived. Choose a type of the list.",
        "{label} 的样本类型“{kind}”不在字典中，无法推算。请选择字典中的类型。"),
    "times-circle": (
        "{label} comes from itself. Correct which sample it was made of.",
        "{label} 的来源指向其自身。请更正来源样本。"),
    "times-missing": (
        "“{event}” is missing. Enter it on {labels} ({page}).",
        "缺少“{event}”。请在 {labels} 补录（{page}）。"),
    "times-missing-part": (
        "{part} of “{event}” is missing. Enter it on {labels} ({page}).",
        "缺少“{event}”的{part}。请在 {labels} 补录（{page}）。"),
})

WHERE = {
    "collection": {"en": "collecting visit", "zh": "采集访视"}, "bench": {"en": "bench", "zh": "样本处理"},
    "storage": {"en": "storage", "zh": "存储管理"}, "requests": {"en": "requests and shipments", "zh": "申请与运输"},
    "quality": {"en": "quality", "zh": "质量控制"}, "custody": {"en": "chain of custody", "zh": "流转记录"},
}
PARTS = {
    "until": {"en": "the end", "zh": "结束时间"}, "fixative": {"en": "the fixative", "zh": "固定液"},
    "temperature": {"en": "the temperature", "zh": "温度"}, "at": {"en": "the time", "zh": "时间"},
    "container": {"en": "the container", "zh": "容器"}, "procedure": {"en": "the procedure", "zh": "采集方式"},
    "hours_after_death": {"en": "the hours after death", "zh": "死后时间"},
    "g": {"en": "the force (g)", "zh": "离心力（g）"},
    "minutes": {"en": "the minutes", "zh": "时长"}, "brake": {"en": "the brake", "zh": "制动"},
}

"""What this room says when it refuses."""

from paeonia.record.problems import messages

messages({
    "bankask-empty": ("Write a sentence first, for example “- sample_type: plasma”.",
                      "请先写出条件，例如“- sample_type: plasma”。"),
    "bankask-long": ("The sentence is longer than {most} characters. Shorten it.", "条件超过 {most} 个字符，请精简。"),
    "bankask-deep": ("The sentence is nested too deeply. Take brackets out.", "条件嵌套层级过多，请简化。"),
    "bankask-charts": ("“{words}” asks about the donor's chart, and your role does not open charts. Leave it out, or ask a"
                       " colleague who may to save the question and hand in a request.",
                       "“{words}”涉及供者病历，您的角色无权查阅病历。请删去该条，或请有权限的同事保存该问题并提交样本申请。"),
    "bankask-untitled": ("Give the question a title in both languages before you save it.",
                         "保存前请填写中英文标题。"),
})

"""What this room says when it refuses."""

from paeonia.record.problems import messages

messages({
    "bankqc-unknown": ("“{code}” is no kind of quality result. Choose one of the list.",
                       "“{code}”不是质检项目，请从列表中选择。"),
    "bankqc-not-for": ("{what} is not measured in {label} ({kind}).", "{label}（{kind}）不适用“{what}”。"),
    "bankqc-impossible": ("{value} cannot be {what}: it lies between {low} and {high}. Correct the number.",
                          "“{what}”不可能为 {value}，应在 {low} 与 {high} 之间。请更正。"),
    "bankqc-other": ("{label} has another result of {what} at {at}: {there}. Correct the time or the value; what is"
                     " entered stays.",
                     "{label} 在 {at} 已有“{what}”的另一结果：{there}。请核对时间或数值；已录入的结果保持不变。"),
    "bankqc-value": ("“{value}” is no value of {what}. Choose one of the list.",
                     "“{what}”没有取值“{value}”，请从列表中选择。"),
    "bankqc-settled": ("This disposal has ended: it was confirmed or taken back.", "该销毁申请已确认或已撤回。"),
    "bankqc-twice": ("{label} already waits for the second person.", "{label} 已在等待第二人确认。"),
    "bankqc-missing": ("Fill in “{field}” first.", "请先填写“{field}”。"),
    "bankqc-not-independent": (
        "{who} entered it or did the work it is about. Somebody independent looks into it and decides.",
        "{who} 是登记人或被投诉工作的经办人，须由无关人员调查并作出决定。"),
    "bankqc-step": ("{number} is not at that step any more. Open it again.", "{number} 已不在该步骤，请重新打开。"),
    "bankqc-own": ("{who} found it; another person closes it.", "该问题由 {who} 发现，须由他人核实关闭。"),
    "bankqc-wrong-other": ("{number} of {at} is in the log with the same words, but another severity or cause. Correct the "
                           "row; what is entered stays.",
                           "{at} 的 {number} 描述相同，但严重程度或原因不同。请核对该行；已登记的内容保持不变。"),
    "bankqc-wrong-order": ("What was changed for good comes after what was done at once, and with a cause. Fill in both.",
                           "填写纠正措施前，须先填写应急处置和原因。"),
    "bankqc-few": ("There are {frame} samples to draw from; {wanted} were asked for. Draw fewer.",
                   "可抽取样本仅 {frame} 份，要求抽取 {wanted} 份。请减少数量。"),
    "bankqc-not-drawn": ("{label} was not drawn in this audit.", "{label} 不在本次抽查范围内。"),
})

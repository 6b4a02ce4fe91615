"""What this room can refuse, in both languages."""

from paeonia.record.problems import messages

messages({
    "bank-file-not-signed": (
        "{donor} has no entry of {form} signed at {at}. Give the time as it was entered, or enter the consent first.",
        "{donor} 没有 {at} 签署的 {form} 记录。请填写已登记的签署时间，或先登记该同意书。"),
    "bank-file-corrected": (
        "the entry of {donor} was corrected before; it now says {at}. Give that time, and correct the newest entry.",
        "{donor} 的该记录此前已更正，现签署时间为 {at}。请填写该时间，对最新记录进行更正。"),
    "bank-file-donor": ("no donor of this bank has the code “{code}”. Register her first, or correct the code.",
                        "本库没有编号为“{code}”的供者。请先登记，或更正编号。"),
    "bank-file-donors": ("several donors of this bank have the code “{code}” in one protocol or another. Write the code "
                         "of the bank, which begins with D.",
                         "本库有多位供者使用编号“{code}”。请填写以 D 开头的库内编号。"),
    "bank-file-purpose": ("“{purpose}” is no purpose. Write “all”, or some of: {purposes}.",
                          "“{purpose}”不是可撤回的用途。请填写“全部”，或以下之一：{purposes}。"),
    "bank-file-cancelled": ("the withdrawal of {donor} of {at} was entered before and cancelled as a mistake. If it is "
                            "meant now, enter it on the page of the donor.",
                            "{donor} 于 {at} 的撤回曾录入并因误录而取消。如确需撤回，请在供者页面录入。"),
    "bank-file-form": ("the form “{form}” has no version “{version}” here. Enter the form first.",
                       "没有同意书“{form}”的版本“{version}”。请先登记该同意书。"),
    "bank-form-taken": (
        "form {code} already has a version {version}, or one in use from {day}. Give another version and day.",
        "同意书 {code} 已有版本 {version}，或已有自 {day} 起使用的版本。请更改版本号和日期。"),
    "bank-form-nothing": (
        "form {code} asks about nothing. Choose at least one purpose.",
        "同意书 {code} 未包含任何用途。请至少选择一项。"),
    "bank-answer-strange": (
        "form {form} does not ask about {purpose}. Leave it “not asked”, or choose the form that was signed.",
        "同意书 {form} 未涉及“{purpose}”。请保留“未询问”，或选择实际签署的同意书。"),
    "bank-form-not-yet": (
        "form {form} is in use from {day} and cannot have been signed on {signed}. Correct the day or the version.",
        "同意书 {form} 自 {day} 起使用，不可能签署于 {signed}。请更正日期，或选择旧版本。"),
    "bank-corrected-already": (
        "this entry was corrected before. Correct the newest one.",
        "该记录已更正过，请更正最新的一条。"),
    "bank-withdrawn-already": (
        "the consent of {donor} was withdrawn on {at} already. Go on with that worklist.",
        "{donor} 已于 {at} 撤回同意，请在原有清单上继续处理。"),
    "bank-withdrawn-before": (
        "{donor} signed nothing before {signed}, so that a withdrawal of {at} would take nothing back. Correct the time.",
        "{donor} 最早于 {signed} 签署同意书，{at} 的撤回不会生效。请更正撤回时间。"),
    "bank-withdrawn-nothing": (
        "{donor} has no consent on record for {purpose}; there is nothing to withdraw. Enter what she signed first.",
        "{donor} 没有“{purpose}”的同意记录，无可撤回。请先录入已签署的同意书。"),
    "bank-item-closed": (
        "{label} is closed on this worklist. Look at its evidence.",
        "{label} 在本清单上已结案，请查看其凭证。"),
    "bank-item-no-evidence": (
        "{label}: say what shows it, as the number of the destruction record or the recipient's letter.",
        "{label}：请填写凭证，例如销毁记录编号或接收方的书面确认。"),
    "bank-item-not-so": (
        "{label} was {found}; “{done}” cannot be how it ended. Choose another.",
        "{label} 当时“{found}”，不能以“{done}”结案。请另选。"),
    "bank-item-second": (
        "{label}: a second person signs; {who} carried it out. Ask a colleague.",
        "{label}：须由第二人签字；操作者为 {who}。请另一位同事签署。"),
    "bank-item-not-done": (
        "{label}: nobody has carried it out yet. Enter what was done and its evidence first.",
        "{label}：尚未处理。请先登记处理方式及凭证。"),
    "bank-item-gone": (
        "{label} is {status} by now; enter “{done}” no more. Look at what happened to it.",
        "{label} 目前“{status}”，不能再登记“{done}”。请查看其流转记录。"),
    "bank-why": ("say why. The reason stays to be read.", "请填写原因，供日后查阅。"),
    "bank-still-withdrawn": (
        "{donor} has not signed anything new since {at}. Enter the new consent first.",
        "{donor} 自 {at} 以来没有新签署的同意书。请先录入新的同意书。"),
})

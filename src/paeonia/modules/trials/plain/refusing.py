"""What can be refused about texts and wishes, in both languages: the thing, the place, the next step."""

from __future__ import annotations

from paeonia.record.problems import messages, refuse

__all__ = ["refuse"]

messages({
    "plain-changed": (
        "{trial}: version {number} was written while you were writing. Your text still stands in this form: open the newer"
        " version beside it, carry over what you need and keep it again.",
        "{trial}：您编辑期间已有人保存第 {number} 版。您的文字仍在本页：请对照新版本，补充后再次保存。"),
    "plain-empty": (
        "the title is empty. Give the text a title a patient understands.",
        "标题为空。请填写患者能看懂的标题。"),
    "plain-same": (
        "nothing was changed against version {number}, so no new version was made.",
        "与第 {number} 版相比没有改动，未生成新版本。"),
    "plain-incomplete": (
        "{trial}: the text is not complete yet: {what}. Fill in what is missing in both languages, then sign it off.",
        "{trial}：文字尚不完整，缺少：{what}。请补齐中英文后再审签。"),
    "plain-own-text": (
        "{trial}: you wrote a part of this text yourself. Ask another oncologist to read it and sign it off.",
        "{trial}：其中有您撰写的内容，不能由您本人审签。请另一位肿瘤内科医师审阅并签署。"),
    "plain-not-latest": (
        "{trial}: version {number} has been written meanwhile. Read that one before you decide.",
        "{trial}：期间已有第 {number} 版。请审阅该版本后再决定。"),
    "plain-why": (
        "say why. The writer needs to know what to change, and others why patients no longer read it.",
        "请说明原因，便于撰写人修改，也便于他人了解患者为何不再看到该文字。"),
    "plain-nothing-shown": (
        "{trial}: patients read no text of this trial, so there is nothing to withdraw.",
        "{trial}：目前没有患者可见的文字，无需撤回。"),
    "plain-how": (
        "say how the patient told you. Choose one of the ways.",
        "请选择患者表达意愿的方式。"),
    "plain-choose": (
        "nothing is chosen. Choose yes or no.",
        "尚未选择。请选择“愿意”或“不愿意”。"),
})

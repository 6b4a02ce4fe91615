"""What can be refused at the workbench, in both languages: the thing, the place, the next step."""

from __future__ import annotations

from typing import Any

from paeonia.record.problems import Refused, messages, problem, refuse

__all__ = ["Changed", "problem", "refuse"]

messages({
    "curation-no-trial": ("there is no trial “{slug}”. Import its registry record first.",
                          "没有试验“{slug}”，请先导入其登记记录。"),
    "curation-no-text": ("the registry record of {slug} holds no eligibility text. Begin with an empty sheet.",
                         "{slug} 的登记记录没有入排标准文本，请从空白开始。"),
    "curation-no-file": ("{slug} has no structured criteria to begin with. Begin from its text.",
                         "{slug} 没有可作为起点的结构化标准，请从文本开始。"),
    "curation-in-work": ("a draft of {slug} is in work already. Go on with that one.",
                         "{slug} 已有在编草稿，请在其上继续。"),
    "curation-not-open": ("this draft is not in work any more. Reload the page to see where it stands.",
                          "该草稿已不在编辑状态，请刷新页面查看。"),
    "curation-line-gone": ("this line was removed meanwhile. Reload the page.", "该行已被删除，请刷新页面。"),
    "curation-changed": ("{who} has changed this line meanwhile. Your text stands below, what is kept now beside it;"
                         " saving again keeps yours.",
                         "{who} 已修改该行。您填写的内容保留在下方，旁边是现已保存的内容；再次保存将以您的为准。"),
    "curation-empty": ("a line that asks something needs a sentence. Write one, or make it a remark.",
                       "需要判断的行必须有语句。请填写，或改为备注。"),
    "curation-ask-words": ("a question needs its words in English and in Chinese.", "问题须同时填写中英文。"),
    "curation-not-settled": ("a line that was not understood cannot be settled. Write a sentence or a question, or"
                             " make it a remark.",
                             "“未读懂”的行不能直接确认。请写成语句或问题，或改为备注。"),
    "curation-split": ("the parts must hold the words of the line in their order, with line breaks added only.",
                       "拆分后的各部分须按原顺序包含该行全部文字，只能增加换行。"),
    "curation-split-one": ("put a line break where the new line begins.", "请在新行开始处换行。"),
    "curation-words-stay": ("this line holds words of the text and cannot be removed. Make it a remark.",
                            "该行包含原文，不能删除，可改为备注。"),
    "curation-unsettled": ("line {n} is not settled: “{text}”.", "第 {n} 行尚未确认：“{text}”。"),
    "curation-unread": ("line {n} does not parse: {why_en}", "第 {n} 行无法解析：{why_zh}"),
    "curation-impossible": ("line {n}: {why_en}", "第 {n} 行：{why_zh}"),
    "curation-nothing": ("the draft asks nothing yet. Write at least one sentence.", "草稿尚无任何条件，请至少填写一条。"),
    "curation-own-words": ("two people stand for criteria: you have submitted or worked on this draft, so somebody else"
                           " must approve it.",
                           "标准须由两人负责：您已提交或编辑过该草稿，须由他人批准。"),
    "curation-not-submitted": ("this draft does not wait for approval. Reload the page.",
                               "该草稿不在待批准状态，请刷新页面。"),
    "curation-other-edition": ("the draft was changed after you opened this page. Read it again before you approve.",
                               "您打开本页后草稿已被修改，请重新阅读后再批准。"),
    "curation-return-note": ("say what has to be changed before it can be approved.", "请写明批准前需修改的内容。"),
    "curation-group-twice": ("there is a group “{code}” already.", "已有代码为“{code}”的组。"),
    "curation-group-words": ("a group needs a code and its name in both languages.", "组须填写代码和中英文名称。"),
    "curation-group-lines": ("“{code}” still has lines. Move them to the whole trial first.",
                             "“{code}”仍有条件，请先将其移到整个试验。"),
    "curation-group-empty": ("the group “{code}” has no sentence of its own. Give it one, or remove it.",
                             "组“{code}”没有自己的条件，请填写，或删除该组。"),
    "curation-no-group": ("there is no group “{code}”.", "没有代码为“{code}”的组。"),
})


class Changed(Refused):
    """Somebody else has changed the line since it was opened; `line` is what is kept now."""

    def __init__(self, line: Any, who: dict[str, str]) -> None:
        self.line = line
        super().__init__([problem("curation-changed", who=who)])

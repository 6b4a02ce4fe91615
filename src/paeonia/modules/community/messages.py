"""What the community says when something cannot be."""

from paeonia.record.problems import messages

messages({
    "community-empty": ("write a sentence first.", "请先写下您的问题。"),
    "community-why": ("say why, in a few words: it is kept.", "请简要说明理由，理由会留存。"),
    "community-not-shown": ("this question is not shown, so it cannot be answered here.", "该问题未公开，暂不能在此回答。"),
    "community-done": ("somebody else has read this already; nothing was changed.", "已有同事处理过，未作改动。"),
    "community-many": (
        "you have five questions waiting to be read. Let us read those first.", "您已有 5 条问题待阅，请先等我们读完。"),
})

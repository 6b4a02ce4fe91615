"""What the community says when something cannot be."""

from paeonia.record.problems import messages

messages({
    "community-empty": ("write a sentence first.", "请先写下您的问题。"),
    "community-why": ("say why, in a few words: it is kept.", "请简要说明理由，理由会留存。"),
    "community-not-shown": ("this question is not shown, so it cannot be answered here.", "该问题未公开，暂不能在此回答。"),
    "community-done": ("somebody else has read this already; nothing was changed.", "已有同事处理过，未作改动。"),
    "community-many": (
        "you have five questions waiting to be read. Let us read those first.", "您已有 5 条问题待阅，请先等我们读完。"),
    "community-not-agreed": (
        "she has not agreed that her question becomes an article. She can say so on the page of her question.",
        "提问者尚未同意整理成文章。她可在自己的问题页面上选择同意。"),
    "community-promoted": ("it lies in the library as a draft already.", "已转为科普文库的草稿。"),
    "community-no-answer": ("only a shown question with a shown answer of the team becomes an article.",
                            "仅公开的问题及团队已公开的回答可整理成文章。"),
    "community-no-library": ("there is no library here to send it to.", "本系统尚无科普文库，无法转入。"),
})

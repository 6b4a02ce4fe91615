"""What this room says when something cannot be."""

from paeonia.record.problems import messages

messages({
    "mentors-consent": (
        "say that you want to do this and that you may stop at any time.", "请确认您自愿参加，并知道可随时退出。"),
    "mentors-already": ("you have offered yourself already.", "您已报名。"),
    "mentors-about": ("choose at least one thing you can speak about.", "请至少选择一项可以分享的内容。"),
    "mentors-until": ("approve her until a day in the future, at most two years ahead.", "有效期须为今后两年内的日期。"),
    "mentors-training": ("note when and how she was trained.", "请填写培训日期和内容。"),
    "mentors-one": ("you have asked already; the team is working on it.", "您已提出过请求，团队正在安排。"),
    "mentors-empty": ("write a few lines for her.", "请给她写几句话。"),
    "mentors-not-now": ("this cannot be done at this point; look again at the page.", "当前状态下无法操作，请刷新页面。"),
    "mentors-not-fit": (
        "choose a mentor of your hospital who is approved today and is not the asker herself.",
        "请选择本院当前有效的康复志愿者，且不能是提问者本人。"),
    "mentors-reach": ("say how she may reach you.", "请填写对方如何联系您。"),
})

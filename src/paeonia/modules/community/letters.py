"""What the community writes to people: never a word of what was asked, which stands on its page alone."""

from paeonia.post.kinds import kind, purpose

purpose("questions", {"en": "Questions and answers", "zh": "问与答"}, "community.read")

for _name, _en, _zh in (
    ("answered", "The team has answered your question.", "团队回复了您的提问。"),
    ("replied", "Another patient has replied to your question.", "有病友回复了您的提问。"),
    ("shown", "What you wrote has been read and is shown now.", "您写的内容已审阅并公开。"),
    ("not-shown", "What you wrote has been read and is not shown. Please talk to your team about it.",
     "您写的内容已审阅，暂不公开。如有需要，请直接联系您的医护团队。"),
):
    kind(f"community-{_name}", "questions", {"en": _en, "zh": _zh})

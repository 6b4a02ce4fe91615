"""What the post contributes to the house. One's own letters stand in the head of every page, not among the clinics."""

from paeonia.people.module import Module

MODULE = Module(
    name="post",
    words={"en": "Deliveries", "zh": "消息发送"},
    home="post-log",
    verb="post.log",
    urls="paeonia.post.urls",
    order=96,
)

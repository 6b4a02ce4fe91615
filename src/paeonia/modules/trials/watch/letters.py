"""What the watch writes to people: that so many items wait, never about whom."""

from paeonia.post.kinds import kind, purpose

purpose("trials", {"en": "News of trials", "zh": "试验动态"}, "watch.see")

kind("trials-news", "trials", {
    "en": "News of trials: {count} in all, of these newly fitting {fit}, no longer fitting {lost}.",
    "zh": "试验动态共 {count} 条，其中新符合 {fit} 条，不再符合 {lost} 条。"}, holds=("count", "fit", "lost"))

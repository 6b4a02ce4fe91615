"""What this room says when something cannot be."""

from paeonia.record.problems import messages

messages({
    "academyplan-nothing-new": ("nothing changed since the last edition; there is nothing to announce.",
                                "自上一版以来日程没有变化，无需发布。"),
})

"""Questions and answers between patients and the team, and the directory of their groups.

Nothing a patient writes is shown before somebody of the house has read it. Nobody is diagnosed here: words that tell of
danger bring the advice to call, to the asker at once and to the top of the moderators' list.
"""

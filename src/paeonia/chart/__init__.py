"""Floor 4: the patient record at rest. Everything enters and leaves by one door (`chart.door`), which asks who is
there, checks facts against the dictionary, keeps them append-only and reports what it could not keep.
"""

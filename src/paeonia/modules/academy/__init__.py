"""Continuing medical education and events: what is taught, who takes part, what a certificate asks, and who may check it.

Credits are what the education office confirms, never computed from hours; rules are dated data. Who takes part is seen by
herself and by those who teach at the host, because taking part in a patients' event tells that somebody is a patient.
"""

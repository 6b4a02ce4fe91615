"""Consent of donors: forms in versions, what each donor allowed for which purpose, withdrawals and what follows."""

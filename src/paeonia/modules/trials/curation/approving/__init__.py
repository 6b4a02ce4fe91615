"""From a draft to criteria in force: submitting, returning, and the approval by a second person."""

"""Tables of curation."""

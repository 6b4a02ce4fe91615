"""The bank asked in the language of criteria: words about tubes beside words about their donors."""

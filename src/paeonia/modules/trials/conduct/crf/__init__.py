"""Case report forms: defined by the sponsor's dictionary, filled by hand or from a file."""

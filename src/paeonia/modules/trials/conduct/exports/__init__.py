"""A study's site data as files: CDISC ODM 1.3.2, and REDCap's dictionary with its data. By code, never by name."""

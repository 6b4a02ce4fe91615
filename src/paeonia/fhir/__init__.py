"""The grammar of FHIR: reading R4 JSON as it comes (one resource, bundles, NDJSON, archives), references, codes and dates.

Pure Python: it knows no database and no patient record; what a resource means for the record is said in `chart.intake`.
"""

"""What leaves: FHIR R4 Specimen, MIABIS."""

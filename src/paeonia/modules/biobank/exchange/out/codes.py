"""Names of code systems, ours and those of others."""

TYPES = "urn:paeonia:sample-type"
LABELS, BARCODES, DONORS = "urn:paeonia:sample-label", "urn:paeonia:sample-barcode", "urn:paeonia:donor"
MIABIS = "https://fhir.bbmri-eric.eu/fhir/CodeSystem/miabis-detailed-samply-type-cs"
COLD = "https://fhir.bbmri-eric.eu/fhir/CodeSystem/miabis-storage-temperature-cs"
COLDNESS = "https://fhir.bbmri-eric.eu/fhir/StructureDefinition/miabis-sample-storage-temperature-extension"
ICDO3 = "http://terminology.hl7.org/CodeSystem/icd-o-3"
UCUM = "http://unitsofmeasure.org"

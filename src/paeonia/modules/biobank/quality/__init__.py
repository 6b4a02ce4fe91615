"""Quality of the bank: results, disposal by two people, nonconformities, audits by random draw."""

"""Human genetic resources: approvals and filings with their scope, headcounts that are counted, and gates that hold."""

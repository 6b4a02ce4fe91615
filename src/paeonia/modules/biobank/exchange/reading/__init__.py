"""Files of samples: which column is what, and what each row says."""

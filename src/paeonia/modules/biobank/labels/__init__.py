"""Labels of the bank: what they say, what they look like, how they are printed and read back."""

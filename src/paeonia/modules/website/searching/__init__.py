"""Search in Chinese and English without a dictionary: each Chinese character is a word, and a query a phrase of them."""

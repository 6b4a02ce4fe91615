"""What is in the bank, tube by tube: a list to filter, to sort, to print and to take away as a file."""

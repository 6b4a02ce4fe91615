"""What follows from the events of every tube, kept from one start to the next and reckoned again when they changed."""

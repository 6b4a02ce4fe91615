"""The ways out of the house: each file carries one message to one provider and says what became of it."""

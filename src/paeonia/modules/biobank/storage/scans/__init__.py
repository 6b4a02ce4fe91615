"""Whole boxes from a rack scanner's file: looked at first, row by row; then all of it, or the good rows by choice."""

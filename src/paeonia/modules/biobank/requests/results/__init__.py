"""What research gives back: files, values of specimens, publications."""

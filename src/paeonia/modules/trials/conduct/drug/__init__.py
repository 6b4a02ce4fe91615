"""Study drug: lots and movements."""

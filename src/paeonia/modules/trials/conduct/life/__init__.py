"""The life of a study: amendments of its schedule, other sites, other hands, closing and reopening."""

"""Source documents as files: private, opened by right, each opening noted."""

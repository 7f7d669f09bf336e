"""A guide in one language, as values; may import `content`."""

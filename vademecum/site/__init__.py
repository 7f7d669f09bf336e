"""What an edition comes to on a static host: pages, type and pictures; may import `setting`."""

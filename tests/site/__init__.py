"""What an edition comes to on a static host."""

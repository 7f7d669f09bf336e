"""Whole builds, timed."""

"""The tests of the bench."""

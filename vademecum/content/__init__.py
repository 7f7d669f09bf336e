"""A guide as its authors wrote it, read and checked; may import `blocks` and `forms`."""

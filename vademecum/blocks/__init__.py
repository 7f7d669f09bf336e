"""What a guide is made of, a module for each kind of block; may import `text`."""

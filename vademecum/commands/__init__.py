"""What the press can be told to do, a module for each command; may import every package."""

"""What is wrong, where, and what cures it; how it is shown, what it stops; imports no package."""

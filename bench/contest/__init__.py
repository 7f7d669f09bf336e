"""The same papers made by other tools, for the press to be measured against."""

"""The kinds of facts, a class each: its check, how it is printed, what a QR code of it holds."""

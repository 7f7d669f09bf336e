"""Vademecum, a press for guides that people carry."""

__version__ = "0.1.0"

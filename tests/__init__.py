"""Tests: what the press promises, held against real fonts, real PDFs and a real process."""

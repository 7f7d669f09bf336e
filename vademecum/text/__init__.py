"""Text in a language: scripts, runs, direction, what CLDR says; may import `problems`."""

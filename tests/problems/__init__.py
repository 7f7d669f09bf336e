"""The tests of `vademecum.problems`."""

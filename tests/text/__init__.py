"""The tests of `vademecum.text`."""

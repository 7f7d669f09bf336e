"""The tests of `vademecum.content`."""

"""The tests of `vademecum.preview`."""

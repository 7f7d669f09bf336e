"""The tests of `vademecum.forms`."""

"""The tests of `vademecum.build`."""

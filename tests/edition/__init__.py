"""The tests of `vademecum.edition`."""

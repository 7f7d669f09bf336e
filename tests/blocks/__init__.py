"""The tests of `vademecum.blocks`."""

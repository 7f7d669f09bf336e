"""The tests of `vademecum.commands`."""

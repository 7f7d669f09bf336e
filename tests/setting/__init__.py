"""The tests of `vademecum.setting`."""

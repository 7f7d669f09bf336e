"""An edition set in type, proofed and drawn as PDF; may import `edition`."""

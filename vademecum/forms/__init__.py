"""What the press can make: papers, products, where cards stand on a sheet; may import `text`."""

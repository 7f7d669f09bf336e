"""What has to be made, made, kept and published; may import `setting`."""

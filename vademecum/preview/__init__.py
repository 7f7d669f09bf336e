"""What an author looks at while writing, served to the browser; may import `content`."""

"""What in the free texts of a page looks like a statement about a person, and the hint at it."""

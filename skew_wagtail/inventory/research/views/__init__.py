"""The research in the admin, and the page on which an actor approves its profile."""

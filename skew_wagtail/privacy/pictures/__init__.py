"""Pictures tell nobody where they were taken."""

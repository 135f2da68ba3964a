"""What is stored on one person: to tell it, to erase it, to take it out of the audit log."""

"""What is done in the research of an inventory; each ends in a line of the audit log, which names nobody."""

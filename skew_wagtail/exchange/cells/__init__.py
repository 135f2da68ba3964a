"""What the cells of an inventory's spreadsheet hold, and what their text means."""

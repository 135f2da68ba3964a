"""The board (Übersicht): where all inventories stand, on the admin's start page and by mail as well."""

"""HTTP of this room: for visitors (``public``) and for editors (``admin``)."""

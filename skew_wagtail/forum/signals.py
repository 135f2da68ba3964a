"""What this room tells others."""

from django.dispatch import Signal

#: An event was published and is not as it was announced before. Sent in the transaction that notes the new
#: announcement, with ``event``, the page as published, and ``what``, a frozenset of ``date``, ``place``, ``cancelled``,
#: ``postponed``, ``moved``, ``planned`` (it takes place after all). A receiver that fails undoes the note, so that the
#: next publishing tells again.
event_changed = Signal()

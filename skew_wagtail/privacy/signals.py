"""What this room tells the rooms above."""

from django.dispatch import Signal

#: A consent was taken back. Sent by ``actions.record_consent`` inside its transaction with ``consent``, the row of
#: the register that says so: a receiver that fails undoes the withdrawal, so that nothing stays half-done.
consent_withdrawn = Signal()

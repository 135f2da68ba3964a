"""The outbox (Postausgang): every letter is kept until the mail server has taken it."""

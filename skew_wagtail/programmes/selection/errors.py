"""Why something cannot be done with what came in for a call."""


class SelectionError(Exception):
    """The message is a sentence for the person who tried.

    ``message`` holds it.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

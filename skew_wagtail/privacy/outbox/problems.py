"""Why a letter did not go out, and whether trying again can help."""

from smtplib import SMTPException, SMTPRecipientsRefused

from django.utils.translation import gettext as _

#: What sending a letter may end in; a ``ValueError`` comes from an address that is none.
SENDING_ERRORS = (SMTPException, OSError, ValueError)


def is_final(error: Exception) -> bool:
    """Whether the address is wrong for good; a server that only asks to come back later (4xx) is not.

    Errors of the account, such as a wrong password, are not final: somebody mends the settings.
    """
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _answer in error.recipients.values())
    # Also of an address with letters that no server takes.
    return isinstance(error, ValueError)


def problem_text(kind: str) -> str:
    """The class of an error in words; empty for none."""
    texts = {
        "": "",
        "SMTPRecipientsRefused": _("The mail server does not take letters for this address."),
        "SMTPAuthenticationError": _("The mail server does not accept our user name and password."),
        "SMTPSenderRefused": _("The mail server does not accept our own address."),
        "ConnectionRefusedError": _("The mail server cannot be reached."),
        "TimeoutError": _("The mail server cannot be reached."),
        "gaierror": _("The mail server cannot be found."),
        "ValueError": _("This is no mail address."),
    }
    return texts.get(kind, _("The mail server reported a fault (%(kind)s).") % {"kind": kind})

"""Mail for the terminal: to whom, about what, and its words as one reads them, so that a link can be followed."""

import sys
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class ConsoleMail(BaseEmailBackend):
    """Django's own console backend prints what travels: long lines are cut there, and links with them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            head = f"mail to {', '.join(message.to)}: {message.subject}"
            sys.stdout.write(f"{head}\n\n{message.body}\n")
        sys.stdout.flush()
        return len(email_messages)

"""Messages about what a visitor sent: to the desk, and to the sender."""

from __future__ import annotations

from cms.core.notices import Notice


class FormAnswers(Notice):
    """To the desk, in its language: the answers, and in which language they were written."""

    name = "form_answers"
    category = "form"


class FormReceived(Notice):
    """To the sender, in the sender's language: the reference, and what happens next.

    It repeats no answer: a form must not carry a stranger's words to whatever address is typed in.
    """

    name = "form_received"
    category = "form"

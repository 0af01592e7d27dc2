"""Messages to applicants, correspondents and managers of centres."""

from __future__ import annotations

from cms.core.notices import Notice


class ApplicationUnfinished(Notice):
    """To whoever typed the address: a link to a form that was begun. It repeats nothing that was typed."""

    name = "application_unfinished"
    category = "affiliation"


class ApplicationConfirm(Notice):
    """To whoever typed the address: a link whose page asks to confirm. It repeats nothing that was typed."""

    name = "application_confirm"
    category = "affiliation"


class ApplicationReceived(Notice):
    """To the applicant, once confirmed: the link to the status page."""

    name = "application_received"
    category = "affiliation"


class ApplicationWaiting(Notice):
    """To the secretariat: somebody waits for an answer."""

    name = "application_waiting"
    category = "affiliation"


class ApplicationQuestion(Notice):
    """To the applicant: what the secretariat asks, and where to answer."""

    name = "application_question"
    category = "affiliation"


class ApplicationAccepted(Notice):
    """To the applicant: what happens next."""

    name = "application_accepted"
    category = "affiliation"


class ApplicationRefused(Notice):
    """To the applicant: why, and to whom to appeal."""

    name = "application_refused"
    category = "affiliation"


class ReportDue(Notice):
    """To those who write a report: by when, and where."""

    name = "report_due"
    category = "affiliation"


class ReportLate(Notice):
    """To those whose report has not come: what it is for, and where."""

    name = "report_late"
    category = "affiliation"

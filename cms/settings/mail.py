"""Mail: every message becomes a row of the outbox first; MAIL_TRANSPORT is what carries it away."""

from cms.env import env

EMAIL_BACKEND = "cms.core.outbox.OutboxBackend"
# "mailbox" keeps mails in the demonstration mailbox; "smtp" sends them by EMAIL_URL.
MAIL_TRANSPORT = env.str("MAIL_TRANSPORT", default="mailbox")
if env.str("EMAIL_URL", default=""):
    globals().update({key: value for key, value in env.email_url("EMAIL_URL").items() if key != "EMAIL_BACKEND"})
    MAIL_TRANSPORT = "smtp"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Mondcivitan <office@mondcivitan.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20
EMAIL_SUBJECT_PREFIX = ""

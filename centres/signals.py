"""What apps above hear of centres."""

from django.dispatch import Signal

# A centre's public e-mail address changed: centre, old (the address before).
email_changed = Signal()

"""What the trash tells the apps above; each gets `page_ids`."""

from django.dispatch import Signal

pages_restored = Signal()
pages_gone = Signal()

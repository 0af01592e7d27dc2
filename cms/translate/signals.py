"""What other apps may follow."""

from django.dispatch import Signal

# A source went live: before its frozen texts change (source, instance), and after (source, works newly outdated).
source_moving = Signal()
source_moved = Signal()

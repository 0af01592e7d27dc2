"""Every write about the work of translators."""

from .asking import ask, open_work, withdraw
from .requesting import begin, carry_out, request_translations
from .source import follow_source, note_writing, settle, settle_translation, unsettle, wave_through
from .steps import assign, hand_back, publish, return_to_translator, send_to_review, start, take

__all__ = [
    "ask",
    "assign",
    "begin",
    "carry_out",
    "follow_source",
    "hand_back",
    "note_writing",
    "open_work",
    "publish",
    "request_translations",
    "return_to_translator",
    "send_to_review",
    "settle",
    "settle_translation",
    "start",
    "take",
    "unsettle",
    "wave_through",
    "withdraw",
]

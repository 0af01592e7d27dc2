"""Every write about the work of translators."""

from .asking import ask, withdraw
from .source import follow_source, settle, settle_translation, unsettle, wave_through
from .steps import assign, hand_back, publish, return_to_translator, send_to_review, start, take

__all__ = [
    "ask",
    "assign",
    "follow_source",
    "hand_back",
    "publish",
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

"""Choices of what stands around every page."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AlertKind(models.TextChoices):
    """How much an alert matters; each has an icon and a word."""

    INFORMATION = "information", _("Information")
    IMPORTANT = "important", _("Important")


ALERT_ICONS = {AlertKind.INFORMATION: "info", AlertKind.IMPORTANT: "triangle-alert"}


class Network(models.TextChoices):
    """Where the movement can be followed."""

    MASTODON = "mastodon", "Mastodon"
    PEERTUBE = "peertube", "PeerTube"
    PIXELFED = "pixelfed", "Pixelfed"
    BLUESKY = "bluesky", "Bluesky"
    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    LINKEDIN = "linkedin", "LinkedIn"
    YOUTUBE = "youtube", "YouTube"
    TELEGRAM = "telegram", "Telegram"
    MATRIX = "matrix", "Matrix"
    OTHER = "other", _("Other")


# Drawings of what one does there: the networks' own signs are trademarks, and their names stand beside these.
NETWORK_ICONS = {
    Network.MASTODON: "message-circle",
    Network.PEERTUBE: "tv-minimal-play",
    Network.PIXELFED: "image",
    Network.BLUESKY: "cloud",
    Network.FACEBOOK: "users",
    Network.INSTAGRAM: "camera",
    Network.LINKEDIN: "briefcase",
    Network.YOUTUBE: "square-play",
    Network.TELEGRAM: "send",
    Network.MATRIX: "messages-square",
    Network.OTHER: "link",
}

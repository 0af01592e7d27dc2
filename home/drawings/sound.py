"""A bell for the demonstration, computed sample by sample."""

from __future__ import annotations

import io
import math
import struct
import wave

RATE = 8000
LOUDNESS = 9000
# What a small bell rings beside its strike note: (share of the note, loudness, seconds to fade).
PARTIALS = ((0.5, 0.5, 1.6), (1.0, 1.0, 1.1), (1.183, 0.6, 0.8), (2.0, 0.5, 0.5), (2.51, 0.2, 0.3))
STROKES = ((0.1, 660.0), (1.4, 660.0), (2.7, 550.0))
SECONDS = 4.5


def _sample(moment: float) -> float:
    value = 0.0
    for start, note in STROKES:
        since = moment - start
        if since >= 0:
            value += sum(
                loudness * math.exp(-since / fade) * math.sin(2 * math.pi * note * share * since)
                for share, loudness, fade in PARTIALS
            )
    return value


def bell() -> bytes:
    """Return three strokes of a bell as WAV, the same bytes every time."""
    samples = [max(-32767, min(32767, round(LOUDNESS * _sample(n / RATE)))) for n in range(int(RATE * SECONDS))]
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return out.getvalue()

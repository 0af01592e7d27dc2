"""The blocks that need no app above: each module registers its own."""

from .base import AddressBlock, CleanTextBlock, LinkBlock, LinkValue, LookBlock
from .embed import EmbedBlock, player_address
from .facts import FiguresBlock, StepsBlock, TableBlock, TimelineBlock
from .layout import AccordionBlock, ColumnsBlock
from .leads import CallToActionBlock, CardsBlock
from .people import ContactBlock, PeopleBlock
from .words import CalloutBlock, HeadingBlock, LeadBlock, QuoteBlock, TextBlock

__all__ = [
    "AccordionBlock",
    "AddressBlock",
    "CallToActionBlock",
    "CalloutBlock",
    "CardsBlock",
    "CleanTextBlock",
    "ColumnsBlock",
    "ContactBlock",
    "EmbedBlock",
    "FiguresBlock",
    "HeadingBlock",
    "LeadBlock",
    "LinkBlock",
    "LinkValue",
    "LookBlock",
    "PeopleBlock",
    "QuoteBlock",
    "StepsBlock",
    "TableBlock",
    "TextBlock",
    "TimelineBlock",
    "player_address",
]

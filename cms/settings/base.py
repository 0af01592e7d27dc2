"""What every installation shares."""

from .accounts import *
from .apps import *
from .databases import *
from .languages import *
from .logs import *
from .machine import *
from .mail import *
from .media import *
from .pages import *
from .security import *
from .tasks import *

"""Applications, conventions, correspondents, yearly reports."""

from .application import Application, ApplicationEvent, Officer
from .report import Report
from .standing import Convention, Correspondent

__all__ = ["Application", "ApplicationEvent", "Convention", "Correspondent", "Officer", "Report"]

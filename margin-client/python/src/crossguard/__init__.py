"""Where an account stands under cross and isolated margin, and which mode each position belongs in.

The messages of the contract are in :mod:`crossguard.v1`.
"""

from crossguard.aio import AsyncMarginClient
from crossguard.client import MarginClient
from crossguard.connection import Connection
from crossguard.errors import CrossguardError, Violation

__all__ = ["AsyncMarginClient", "Connection", "CrossguardError", "MarginClient", "Violation"]

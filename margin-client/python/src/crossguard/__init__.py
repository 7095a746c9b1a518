"""Where an account stands under cross and isolated margin, and which mode each position belongs in.

The messages of the contract are in :mod:`crossguard.v1`.
"""

from crossguard.aio import AsyncMarginClient
from crossguard.client import MarginClient
from crossguard.connection import Connection
from crossguard.errors import CrossguardError, Violation
from crossguard.exchange import BadResponseError, ImportedAccount, from_ccxt

__all__ = [
    "AsyncMarginClient",
    "BadResponseError",
    "Connection",
    "CrossguardError",
    "ImportedAccount",
    "MarginClient",
    "Violation",
    "from_ccxt",
]

"""Where an account stands under cross and isolated margin, and which mode each position belongs in.

The messages of the contract are in :mod:`crossguard.v1`.
"""

from crossguard.aio import AsyncMarginClient
from crossguard.aio_monitor import AsyncMarginMonitor
from crossguard.client import MarginClient
from crossguard.connection import Connection
from crossguard.errors import CrossguardError, Violation
from crossguard.exchange import (
    BadResponseError,
    ImportedAccount,
    from_ccxt,
    from_ccxt_by_command,
)
from crossguard.monitor import MarginMonitor
from crossguard.monitor_course import (
    AccountTold,
    Interrupted,
    MessageRefused,
    MonitorEvent,
    Restored,
)

__all__ = [
    "AccountTold",
    "AsyncMarginClient",
    "AsyncMarginMonitor",
    "BadResponseError",
    "Connection",
    "CrossguardError",
    "ImportedAccount",
    "Interrupted",
    "MarginClient",
    "MarginMonitor",
    "MessageRefused",
    "MonitorEvent",
    "Restored",
    "Violation",
    "from_ccxt",
    "from_ccxt_by_command",
]

"""The service's clock, as far as this machine knows it."""

from __future__ import annotations

import time
from datetime import datetime

# The service refuses timestamps that are minutes off; below that, a difference explains no refusal.
_NEGLIGIBLE = 1.0


class ServiceClock:
    """This machine's clock, corrected by what the service said of its own."""

    def __init__(self) -> None:
        self._offset = 0.0

    def now(self) -> float:
        """Give the seconds since the epoch, by the service's clock."""
        return time.time() + self._offset

    def learn(self, service_time: datetime | None) -> bool:
        """Correct this clock by a time that the service has just sent, and say whether that changed anything."""
        if service_time is None:
            return False
        difference = service_time.timestamp() - self.now()
        if abs(difference) <= _NEGLIGIBLE:
            return False
        self._offset += difference
        return True

"""The service's clock, as far as this machine knows it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

# The service refuses timestamps that are minutes off; below that, a difference explains no refusal.
_NEGLIGIBLE = 1.0
# No clock is decades off, but what a broken server says may be beyond what a date can hold.
_INCREDIBLE = 50 * 365 * 86_400.0


class ServiceClock:
    """This machine's clock, corrected by the service's."""

    def __init__(self) -> None:
        self._offset = 0.0

    def now(self) -> float:
        """Return the seconds since the epoch, by the service's clock."""
        return time.time() + self._offset

    def at(self, moment: float) -> datetime:
        """Return the date of a time that `time.monotonic` measured."""
        return datetime.fromtimestamp(self.now() - (time.monotonic() - moment), UTC)

    def by_the_service(self, moment: datetime) -> datetime:
        """Return the time of the service's clock at a given time of this machine."""
        return moment + timedelta(seconds=self._offset)

    def learn(self, service_time: datetime | None, signed_at: float) -> bool:
        """Correct this clock by the service's time, as it came with the refusal of a timestamp.

        Args:
            service_time: What time the service says it is.
            signed_at: What this clock said when the refused request was signed. Another thread may have corrected it
                since then.

        Returns:
            Whether the same request, signed anew, has a chance.
        """
        if service_time is None or not _NEGLIGIBLE < abs(service_time.timestamp() - signed_at) < _INCREDIBLE:
            return False
        self._offset = service_time.timestamp() - time.time()
        return True

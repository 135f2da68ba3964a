"""Until when an answer was promised."""

from datetime import date, timedelta

_SATURDAY = 5


def due_day(start: date, working_days: int | None) -> date | None:
    """The last of so many working days after a day; nothing where nothing was promised.

    Monday to Friday count. Holidays differ between the federal states and are not known here.
    """
    if working_days is None:
        return None
    day = start
    while working_days > 0:
        day += timedelta(days=1)
        working_days -= day.weekday() < _SATURDAY
    return day

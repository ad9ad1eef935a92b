package io.modelgovernance.monitoring;

import io.modelgovernance.InvalidInputException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * How what a version sees is cut into windows, one behind the other and without gaps: by the calendar of a zone, so that a day
 * on which the clocks change has 23 or 25 hours; or by rows, each window as many of them as there have come, at least so many.
 *
 * @param unit the unit
 * @param count units to a window, 1 to 1,000; of rows 2 to 1,000,000,000
 * @param zone id of the zone whose midnights count, such as {@code Europe/Berlin}; of no meaning for hours and rows
 * @param grace how long after its end rows of a window are waited for, at least zero, at most 31 days
 * @param most of rows, most windows in a year, 1 to 100,000: if rows come quicker, windows have more of them; else 0
 */
public record WindowPlan(Unit unit, int count, String zone, Duration grace, int most) {
    private static final int MOST = 1_000;
    private static final int MOST_ROWS = 1_000_000_000;
    private static final int MOST_WINDOWS = 100_000;
    private static final Duration LONGEST_GRACE = Duration.ofDays(31);

    /** Units of time. */
    public enum Unit {
        /** Hours since 1970 in UTC. */
        HOUR(366 * 24),
        /** Days from midnight to midnight. */
        DAY(366),
        /** Weeks from Monday on. */
        WEEK(53),
        /** Months. */
        MONTH(12),
        /** Rows, in the order in which their counts came. */
        ROWS(0);

        private final int inAYear;

        Unit(int inAYear) {
            this.inAYear = inAYear;
        }
    }

    /**
     * Checks.
     *
     * @throws InvalidInputException if a part is out of range or the zone unknown
     */
    public WindowPlan {
        boolean rows = unit == Unit.ROWS;
        if (count < (rows ? 2 : 1) || count > (rows ? MOST_ROWS : MOST)) {
            throw InvalidInputException.of(
                    "units to a window", "are " + count, rows ? "2 to " + MOST_ROWS : "1 to " + MOST);
        }
        if (most < (rows ? 1 : 0) || most > (rows ? MOST_WINDOWS : 0)) {
            throw InvalidInputException.of(
                    "most windows in a year", "are " + most, rows ? "1 to " + MOST_WINDOWS : "0 by time");
        }
        if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
            throw InvalidInputException.of("grace", "is " + grace, "zero to " + LONGEST_GRACE);
        }
        try {
            zone = ZoneId.of(zone).getId();
        } catch (DateTimeException e) {
            throw InvalidInputException.of("zone", "is unknown", "a zone's id such as Europe/Berlin");
        }
    }

    /**
     * By time.
     *
     * @param unit the unit, not rows
     * @param count units to a window
     * @param zone id of the zone
     * @param grace how long rows are waited for
     */
    public WindowPlan(Unit unit, int count, String zone, Duration grace) {
        this(unit, count, zone, grace, 0);
    }

    /**
     * By rows.
     *
     * @param rows least number of rows of a window
     * @param most most windows in a year; the budget is split over so many
     * @return the plan
     */
    public static WindowPlan rows(int rows, int most) {
        return new WindowPlan(Unit.ROWS, rows, "UTC", Duration.ZERO, most);
    }

    /**
     * Whether windows are cut by rows and not by time.
     *
     * @return true if so
     */
    public boolean byRows() {
        return unit == Unit.ROWS;
    }

    /**
     * Days of a zone, waited for an hour.
     *
     * @param zone id of the zone
     * @return the plan
     */
    public static WindowPlan daily(String zone) {
        return new WindowPlan(Unit.DAY, 1, zone, Duration.ofHours(1));
    }

    /**
     * Most windows that are judged within a year.
     *
     * @return at least 1
     */
    public int aYear() {
        return byRows() ? most : (unit.inAYear + count - 1) / count;
    }

    /**
     * The window that an instant lies in.
     *
     * @param at the instant
     * @return its window
     * @throws InvalidInputException if windows are cut by rows
     */
    public TimeWindow at(Instant at) {
        if (byRows()) {
            throw InvalidInputException.of("window at " + at, "is cut by rows", "cut by time");
        }
        if (unit == Unit.HOUR) {
            long seconds = count * 3_600L;
            Instant from = Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
            return new TimeWindow(from, from.plusSeconds(seconds));
        }
        LocalDate from = first(at.atZone(ZoneId.of(zone)).toLocalDate());
        return new TimeWindow(midnight(from), midnight(next(from)));
    }

    private LocalDate first(LocalDate day) {
        return switch (unit) {
            case WEEK -> {
                LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                long weeks = ChronoUnit.WEEKS.between(MONDAY, monday);
                yield MONDAY.plusWeeks(Math.floorDiv(weeks, count) * (long) count);
            }
            case MONTH -> {
                long months = ChronoUnit.MONTHS.between(JANUARY, YearMonth.from(day));
                yield JANUARY.plusMonths(Math.floorDiv(months, count) * (long) count)
                        .atDay(1);
            }
            default -> LocalDate.ofEpochDay(Math.floorDiv(day.toEpochDay(), count) * (long) count);
        };
    }

    private static final LocalDate MONDAY = LocalDate.of(1970, 1, 5);
    private static final YearMonth JANUARY = YearMonth.of(1970, 1);

    private LocalDate next(LocalDate from) {
        return switch (unit) {
            case WEEK -> from.plusWeeks(count);
            case MONTH -> from.plusMonths(count);
            default -> from.plusDays(count);
        };
    }

    private Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneId.of(zone)).toInstant();
    }
}

package io.ringmaster.cli.session;

import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.pipeline.engine.InstrumentStatus;
import io.ringmaster.units.FixedPoint;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Describes a session in one line: what it holds, what it does and why. The most important comes first, because a narrow terminal cuts off the end.
 */
final class LiveLine {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final String CUT = "…";

    private LiveLine() {
    }

    /**
     * @param journalLagNs how far the disk is behind; shown only if it is a second or more
     * @param width        columns of the terminal
     */
    static String of(final EngineStatus status, final String doing, final long journalLagNs, final int width) {
        final StringBuilder line = new StringBuilder(200).append("  ")
            .append(CLOCK.format(Instant.ofEpochSecond(status.get(Figure.EVENT_TIME_NS) / NS_PER_SECOND)));
        final String state = StateWords.of(status);
        if (!state.isEmpty()) {
            line.append("  ").append(state);
        }
        line.append("  ").append(FixedPoint.format(status.get(Figure.MARK_PRICE_E8))).append("  ").append(position(status));
        line.append(String.format(Locale.ROOT, "  equity %,.2f", FixedPoint.toDouble(status.get(Figure.EQUITY_E8))));
        if (journalLagNs >= NS_PER_SECOND) {
            line.append(String.format(Locale.ROOT, "  DISK %d s BEHIND", journalLagNs / NS_PER_SECOND));
        }
        line.append("  ").append(doing);
        return fit(line.toString(), width);
    }

    private static String position(final EngineStatus status) {
        final long positionE8 = status.get(Figure.POSITION_E8);
        if (positionE8 == 0) {
            return "flat";
        }
        final InstrumentStatus held = status.instruments();
        final long stopPriceE8 = held.get(0, InstrumentStatus.Figure.STOP_PRICE_E8);
        return String.format(Locale.ROOT, "%s %s at %s (%+,.2f)%s", positionE8 > 0 ? "long" : "short", FixedPoint.format(Math.abs(positionE8)),
            FixedPoint.format(held.get(0, InstrumentStatus.Figure.ENTRY_PRICE_E8)),
            FixedPoint.toDouble(held.get(0, InstrumentStatus.Figure.UNREALISED_PNL_E8)),
            stopPriceE8 == 0 ? "" : " stop " + FixedPoint.format(stopPriceE8));
    }

    /** Leaves the last column free, because some terminals start a new line when it is filled. */
    static String fit(final String line, final int width) {
        return line.length() < width ? line : line.substring(0, Math.max(0, width - 2)) + CUT;
    }

    /** A log gets a new line only when this key changes. */
    static String logKey(final EngineStatus status) {
        return StateWords.of(status) + '|' + status.get(Figure.POSITION_E8);
    }
}

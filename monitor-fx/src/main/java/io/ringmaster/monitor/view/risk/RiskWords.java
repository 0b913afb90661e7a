package io.ringmaster.monitor.view.risk;

import io.ringmaster.monitor.model.Hold;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.RiskLimit;
import io.ringmaster.monitor.model.RiskUse;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.model.VerdictRow;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.monitor.view.kit.Words;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.RiskReason;
import java.util.Locale;

/** Limits, refusals and what ends a hold, in words. */
public final class RiskWords {

    /** A limit of open orders below this is their number, otherwise their value. */
    private static final long MOST_ORDERS = 100_000;

    private RiskWords() {
    }

    /** What a limit limits. */
    static String name(final RiskLimit limit) {
        return switch (limit) {
            case MAX_ORDER_QTY -> "Order quantity";
            case MAX_ORDER_VALUE -> "Order value";
            case MAX_OPEN_ORDERS -> "Open orders";
            case MAX_OPEN_VALUE -> "Value of open orders";
            case MAX_POSITION -> "Position";
            case MAX_LEVERAGE -> "Leverage";
            case MAX_DAILY_LOSS -> "Loss of the day";
            case MAX_DAILY_LOSS_SHARE -> "Loss of the day, share";
            case MAX_DRAWDOWN -> "Drawdown";
            case MAX_REFERENCE_AGE -> "Age of the mark";
            case MAX_DIVERGENCE -> "Mark from book and index";
            case COLLAR -> "Price beyond the mark";
            case MESSAGES_PER_WINDOW -> "Messages to the venue";
            case MAX_ENTRIES -> "Entries";
            case MAX_REJECTS -> "Rejections by the venue";
            case MAX_CONSECUTIVE_REJECTS -> "Rejections in a row";
        };
    }

    /** What is held against a limit. */
    static String heldAgainst(final RiskLimit limit, final SessionFacts facts) {
        return switch (limit) {
            case MAX_ORDER_QTY, MAX_ORDER_VALUE -> "largest working order";
            case MAX_OPEN_ORDERS -> "all working orders, also of others";
            case MAX_OPEN_VALUE -> "working orders that may open, also of others";
            case MAX_POSITION, MAX_LEVERAGE -> "everything pending filled";
            case MAX_DAILY_LOSS, MAX_DAILY_LOSS_SHARE -> "equity since 00:00 UTC";
            case MAX_DRAWDOWN -> "equity below its highest";
            case MAX_REFERENCE_AGE -> "oldest mark";
            case MAX_DIVERGENCE -> "largest difference";
            case COLLAR -> "working limit orders";
            case MESSAGES_PER_WINDOW -> "in the last " + facts.risk().text("messageWindow");
            case MAX_ENTRIES -> "in the last " + facts.risk().text("entryWindow");
            case MAX_REJECTS -> "in the last " + facts.risk().text("rejectWindow") + ", but for post-only";
            case MAX_CONSECUTIVE_REJECTS -> "since the last acceptance";
        };
    }

    /** A value of a limit with its unit. */
    static String amount(final RiskLimit limit, final long value) {
        return switch (limit.unit()) {
            case QTY -> Numbers.fixed(value, 4);
            case MONEY -> usd(value);
            case TIMES -> leverage(value);
            case SHARE -> Numbers.percent(value, 2);
            case COUNT -> Numbers.count(value);
            case BPS -> Numbers.count(value) + " bps";
            case DURATION -> Times.duration(value);
        };
    }

    /** A limit that latches trading, and how far it is. */
    public static String stopsAt(final RiskUse use, final SessionFacts facts) {
        final String bound = amount(use.limit(), use.bound());
        final String at = switch (use.limit()) {
            case MAX_DAILY_LOSS, MAX_DAILY_LOSS_SHARE -> "a loss of the day of " + bound;
            case MAX_DRAWDOWN -> "a drawdown of " + bound;
            case MAX_ENTRIES, MAX_REJECTS -> bound + " " + name(use.limit()).toLowerCase(Locale.ROOT) + " " + heldAgainst(use.limit(), facts).replace("the last ", "");
            default -> bound + " " + name(use.limit()).toLowerCase(Locale.ROOT);
        };
        return "Stops at " + at + "; " + amount(use.limit(), use.used()) + " now.";
    }

    /** What happens at a limit. */
    static String effect(final RiskLimit limit) {
        return switch (limit.effect()) {
            case REFUSES -> "refuses the order";
            case BLOCKS -> "no new risk";
            case LATCHES -> "⊘ latches trading";
        };
    }

    /** A refusal: the limit against what was observed. */
    static String of(final VerdictRow row, final SessionFacts.Instrument instrument) {
        final long limit = row.limitE8();
        final long observed = row.observedE8();
        return switch (row.reason()) {
            case NUMERIC -> "The order has no sound numbers: " + Numbers.fixed(observed, 8) + " against a step or minimum of " + Numbers.fixed(limit, 8) + ".";
            case ORDER_SIZE -> "The quantity of " + qty(observed, instrument) + " is beyond " + qty(limit, instrument) + ".";
            case ORDER_VALUE -> "The value of " + usd(observed) + " is beyond " + usd(limit) + ".";
            case PRICE_COLLAR -> "The price is " + usd(observed) + " from its reference; " + usd(limit) + " is allowed.";
            case MAX_POSITION -> "The position would be " + qty(observed, instrument) + " with everything pending filled; the limit is "
                + qty(limit, instrument) + ".";
            case PARENT_CAP -> "The position would be " + qty(observed, instrument) + "; the decision behind it asked for " + qty(limit, instrument) + ".";
            case OPEN_ORDERS -> limit < MOST_ORDERS ? Numbers.count(observed) + " orders work; the limit is " + Numbers.count(limit) + "."
                : "Working orders would be worth " + usd(observed) + "; the limit is " + usd(limit) + ".";
            case LEVERAGE -> "It would be " + leverage(observed) + " with everything pending filled; the limit is " + leverage(limit) + ".";
            case DAILY_LOSS -> "The loss of the day is " + usd(observed) + "; the limit is " + usd(limit) + ".";
            case DRAWDOWN -> "The equity is " + usd(observed) + " below its highest; the limit is " + Numbers.percent(limit, 2) + " of it.";
            case STALE_DATA -> limit == 0 ? "There is no mark to compare with." : "The mark is " + Times.duration(observed) + " old, or the book is not valid; "
                + Times.duration(limit) + " is allowed.";
            case THROTTLE -> "The budget of " + Numbers.count(limit) + " messages is spent; " + Numbers.count(observed) + " are left for new orders.";
            case DUPLICATE_INTENT -> "The same order of " + qty(observed, instrument) + " was sent within " + Times.duration(limit) + ".";
            case SELF_TRADE -> "It would trade with our own order at " + Numbers.onStep(observed, instrument.tickE8()) + ".";
            case POLICY_OUTPUT, RECONCILIATION, JOURNAL, CLOCK, VENUE_STATE, KILLED, NOT_ARMED, LATCHED, PAUSED, POLICY_NOT_WARM, STANDING_DOWN,
                PASSED, NULL_VAL -> state(row.reason());
        };
    }

    private static String state(final RiskReason reason) {
        return switch (reason) {
            case POLICY_OUTPUT -> "The target is no number, out of range, or has not changed for too many decisions.";
            case RECONCILIATION -> "It is not known whether orders, fills and positions are the venue's.";
            case JOURNAL -> "The journal is unhealthy.";
            case CLOCK -> "Our clock is too far from the venue's.";
            case VENUE_STATE -> "The venue does not take orders now.";
            case KILLED -> "The session is killed.";
            case NOT_ARMED -> "A person has not armed the session yet.";
            case LATCHED -> "Trading is latched.";
            case PAUSED -> "A person paused the session.";
            case POLICY_NOT_WARM -> "The warm-up has not ended.";
            case STANDING_DOWN -> "The session is about to end.";
            default -> Words.capital(Words.of((Enum<?>) reason)) + ".";
        };
    }

    private static String qty(final long value, final SessionFacts.Instrument instrument) {
        return Numbers.onStep(value, instrument.lotE8());
    }

    private static String usd(final long value) {
        return value == Long.MAX_VALUE ? "more than can be counted" : Numbers.usd(value);
    }

    private static String leverage(final long value) {
        return value == Long.MAX_VALUE ? "without bounds" : Numbers.times(value);
    }

    /** What ends it: a command, or what happens by itself. */
    static String wayOut(final Hold hold, final Moment moment) {
        final String directory = moment.facts().directory().toString();
        return switch (hold.kind()) {
            case STANDING_DOWN, CLOSING_ALL, PAUSED -> "ringmaster ctl resume " + directory + " --yes";
            case KILLED -> "ringmaster ctl unlatch " + directory + " --yes";
            case LATCHED -> (hold.detail() == LatchReason.DAILY_LOSS && "day".equals(moment.facts().risk().text("dailyLossLatch"))
                ? "ends at 00:00 UTC, or: " : "find the cause, then: ") + "ringmaster ctl unlatch " + directory + " --yes";
            case OBSERVING -> "ringmaster ctl arm " + directory;
            case JOURNAL -> "ends by itself: free disk space, or find what slows the disk";
            case NOT_RECONCILED -> "ends by itself when they agree; if it stays, compare the account at the venue";
            case CLOCKS_DIFFER -> "ends by itself: set this machine's clock";
            case ORDER_UNKNOWN -> "ends by itself when the venue answers; it latches after " + moment.facts().risk().text("orderTimeout");
            case VENUE -> "ends by itself when the venue takes orders again";
            case WARMING_UP -> "ends by itself";
        };
    }
}

package io.ringmaster.monitor.view.kit;

import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.LimitKind;
import java.util.Locale;

/** Codes of the journal in readable text. Most begin small, to stand in a sentence. */
public final class Words {

    private Words() {
    }

    /** A constant without better words: {@code PARTIALLY_FILLED} is {@code partially filled}. */
    public static String of(final Enum<?> constant) {
        return constant == null || constant.name().equals("NULL_VAL") ? Numbers.NONE : constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The text with a capital at its beginning. */
    public static String capital(final String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Why the policy set its target. */
    public static String of(final DecisionReason reason) {
        return switch (reason) {
            case NO_SIGNAL -> "no strategy has a signal";
            case CONFLUENCE -> "enough strategies agree";
            case SOLO -> "one strategy alone is sure enough";
            case SINGLE -> "the one strategy that decides says so";
            case TIE -> "as many strategies are long as short";
            case LOW_CONFIDENCE -> "the strategies are not sure enough";
            case FLAT_SIGNAL -> "the strategies say leave the market";
            case NOT_WARM -> "an input is not warm yet";
            case STALE -> "market data or recommendations are too old";
            case BOOK_INVALID -> "the book is empty, gapped or crossed";
            case MODEL -> "the model decided";
            case TIMEFRAMES -> "too few timeframes agree";
            case TOO_FEW -> "too few strategies agree";
            case EXPERTS -> "the strategies say so, weighed by what they earned";
            case MODEL_INVALID -> "the model's output is out of range";
            case MODEL_UNKNOWN -> "too much of the model's observation is unknown";
            case MODEL_SKIP -> "the model skips what the strategies propose";
            case MODEL_LATE -> "the model is over its time budget";
            case NULL_VAL -> "the reason is unknown";
        };
    }

    /** Why the latch is on. */
    public static String of(final LatchReason reason) {
        return switch (reason) {
            case RESET -> "a person released it";
            case DAILY_LOSS -> "the loss of the day is beyond its limit";
            case DRAWDOWN -> "the drawdown is beyond its limit";
            case KILL_COMMAND -> "an operator's kill";
            case JOURNAL -> "the journal is unhealthy";
            case HANDLER_FAILED -> "a stage failed";
            case ORDER_UNKNOWN -> "an order stayed unanswered";
            case POSITION_MISMATCH -> "our position is not the venue's";
            case LIQUIDATED -> "the venue liquidated the position";
            case IMPOSSIBLE_EVENT -> "the venue reported what cannot be";
            case CONSECUTIVE_REJECTS -> "too many rejects in a row";
            case REPEATED_EXECUTION -> "too many entries within a window";
            case PARENT_CAP -> "orders beyond what their decision asked for";
            case ACCOUNT_MISMATCH -> "the account's money changed without our doing";
            case STRATEGY_HANGS -> "a strategy did not return";
            case NEW_DAY -> "a new day began";
            case INVARIANT -> "our own account contradicts itself";
            case NULL_VAL -> "the reason is unknown";
        };
    }

    /** What is limited. */
    public static String of(final LimitKind kind) {
        return switch (kind) {
            case MAX_ORDER_QTY -> "order quantity";
            case MAX_ORDER_VALUE -> "order value";
            case MAX_POSITION -> "position";
            case MAX_LEVERAGE -> "leverage";
            case MAX_OPEN_ORDERS -> "open orders";
            case MAX_OPEN_VALUE -> "value of open orders";
            case MAX_DAILY_LOSS -> "loss of the day";
            case MAX_DAILY_LOSS_SHARE -> "day's loss, share";
            case MAX_DRAWDOWN -> "drawdown";
            case NULL_VAL -> "unknown limit";
        };
    }

    /** A value of a limit in its unit. */
    public static String amount(final LimitKind kind, final long value) {
        return switch (kind) {
            case MAX_ORDER_QTY, MAX_POSITION -> Numbers.fixed(value, 4);
            case MAX_ORDER_VALUE, MAX_OPEN_VALUE, MAX_DAILY_LOSS -> Numbers.usd(value);
            case MAX_LEVERAGE -> Numbers.times(value);
            case MAX_OPEN_ORDERS -> Numbers.count(value);
            case MAX_DRAWDOWN, MAX_DAILY_LOSS_SHARE -> Numbers.percent(value, 2);
            case NULL_VAL -> Numbers.count(value);
        };
    }

    /** What an operator asked for, as a state that holds since then. */
    public static String of(final CommandKind kind) {
        return switch (kind) {
            case PAUSE -> "paused";
            case RESUME -> "resumed";
            case CLOSE_ALL -> "closing all";
            case KILL -> "killed";
            case RESET_LATCH -> "latch released";
            case ARM -> "armed";
            case STAND_DOWN -> "standing down";
            case OBSERVE -> "observing";
            case NULL_VAL -> "unknown command";
        };
    }

    /** The condition of the feed. */
    public static String of(final FeedCondition condition) {
        return condition == null ? "not heard yet" : switch (condition) {
            case UP -> "up";
            case DOWN -> "down";
            case POST_ONLY -> "post only";
            case CANCEL_ONLY -> "cancel only";
            case SUSPENDED -> "suspended";
            case NULL_VAL -> "unknown";
        };
    }
}

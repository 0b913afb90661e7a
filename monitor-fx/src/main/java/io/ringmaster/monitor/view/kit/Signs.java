package io.ringmaster.monitor.view.kit;

import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import java.util.Locale;

/** A shape before each word that also has a colour, so that you can tell them apart without it. */
public final class Signs {

    private Signs() {
    }

    /** {@code ▲ LONG}, {@code ▼ SHORT}, {@code ■ FLAT}, {@code · HOLD}. */
    public static String of(final Signal signal) {
        return switch (signal) {
            case LONG -> "▲ LONG";
            case SHORT -> "▼ SHORT";
            case FLAT -> "■ FLAT";
            case HOLD -> "· HOLD";
            case NULL_VAL -> Numbers.NONE;
        };
    }

    public static Ink ink(final Signal signal) {
        return switch (signal) {
            case LONG -> Ink.UP;
            case SHORT -> Ink.DOWN;
            case FLAT -> Ink.TEXT;
            case HOLD, NULL_VAL -> Ink.MUTED;
        };
    }

    /** {@code ▲ buy}, {@code ▼ sell}. */
    public static String of(final Side side) {
        return switch (side) {
            case BUY -> "▲ buy";
            case SELL -> "▼ sell";
            case NULL_VAL -> Numbers.NONE;
        };
    }

    public static Ink ink(final Side side) {
        return side == Side.BUY ? Ink.UP : side == Side.SELL ? Ink.DOWN : Ink.MUTED;
    }

    /** {@code ● working}, {@code ✓ filled}, {@code ✕ rejected}. */
    public static String of(final OrderState state) {
        return switch (state) {
            case PENDING_NEW -> "◌ sent";
            case NEW -> "● working";
            case PARTIALLY_FILLED -> "◐ partly filled";
            case FILLED -> "✓ filled";
            case PENDING_CANCEL -> "◌ canceling";
            case CANCELED -> "○ canceled";
            case EXPIRED -> "○ expired";
            case REJECTED -> "✕ rejected";
            case UNKNOWN -> "? unknown";
            case NULL_VAL -> Numbers.NONE;
        };
    }

    public static Ink ink(final OrderState state) {
        return switch (state) {
            case NEW, PARTIALLY_FILLED -> Ink.ACCENT;
            case FILLED -> Ink.GOOD;
            case PENDING_NEW, PENDING_CANCEL -> Ink.WARN;
            case REJECTED, UNKNOWN -> Ink.BAD;
            case CANCELED, EXPIRED, NULL_VAL -> Ink.MUTED;
        };
    }

    /** {@code post only}, {@code trailing stop}. */
    public static String of(final OrderType type) {
        return switch (type) {
            case IOC -> "IOC";
            case NULL_VAL -> Numbers.NONE;
            default -> type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}

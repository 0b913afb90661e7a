package io.ringmaster.gateway.parse;

import io.ringmaster.gateway.wire.OrderIds;
import io.ringmaster.gateway.wire.RestReplies;
import io.ringmaster.gateway.wire.VenueFill;
import io.ringmaster.gateway.wire.VenueFunding;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.gateway.wire.VenuePosition;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Converts values of the venue's REST answers to our units. Pure; an impossible value gives an {@link IOException}. */
public final class RestValues {

    private static final int MOST_DIGITS = 40;
    private static final MathContext ROUGHLY = new MathContext(3);

    private RestValues() {
    }

    public static VenueOrderState stateOf(final RestReplies.OpenOrder order) throws IOException {
        final BigDecimal unfilled = order.sizes().unfilledSize();
        return new VenueOrderState(
            idsOf(order.names()), text(order.symbol()).toUpperCase(Locale.ROOT), side(order.side()), text(order.orderType()),
            new VenueOrderState.Quantities(unfilled == null ? -1 : e8(unfilled), e8(order.sizes().filledSize())),
            new VenueOrderState.Prices(e8(order.prices().limitPrice()), e8(order.prices().stopPrice())), Boolean.TRUE.equals(order.reduceOnly()));
    }

    public static VenueFill fillOf(final RestReplies.Fill fill) throws IOException {
        final long qtyE8 = e8(fill.execution().size());
        final long priceE8 = e8(fill.execution().price());
        if (text(fill.fillId()).isEmpty() || qtyE8 <= 0 || priceE8 <= 0) {
            throw new IOException("a fill without an id, a positive size and a positive price");
        }
        requireCountable(qtyE8, priceE8);
        final RestReplies.Fee fee = fill.fee();
        return new VenueFill(
            fill.fillId(), idsOf(fill.names()), text(fill.symbol()).toUpperCase(Locale.ROOT), side(fill.side()),
            new VenueFill.Execution(qtyE8, priceE8, timeMs(fill.execution().fillTime()), text(fill.execution().fillType())),
            fee.paid() == null || !"USD".equals(fee.currency()) ? VenueFill.NO_FEE : rounded(fee.paid()), -1);
    }

    private static OrderIds idsOf(final RestReplies.Names names) {
        return new OrderIds(text(names.orderId()), text(names.cliOrdId()));
    }

    private static void requireCountable(final long qtyE8, final long priceE8) throws IOException {
        try {
            FixedPoint.multiplyCeil(qtyE8, priceE8);
        } catch (final ArithmeticException e) {
            throw new IOException("a fill whose value does not fit: " + FixedPoint.format(qtyE8) + " at " + FixedPoint.format(priceE8), e);
        }
    }

    public static VenuePosition positionOf(final RestReplies.OpenPosition position) throws IOException {
        final long sizeE8 = e8(position.size());
        return new VenuePosition(
            text(position.symbol()).toUpperCase(Locale.ROOT),
            switch (text(position.side())) {
                case "long" -> sizeE8;
                case "short" -> -sizeE8;
                default -> throw new IOException("a position that is neither long nor short: " + position.side());
            },
            rounded(position.price()));
    }

    public static VenueFunding fundingOf(final RestReplies.LogEntry entry) throws IOException {
        return new VenueFunding(
            entry.contract().toUpperCase(Locale.ROOT), rounded(entry.realizedFunding()), rounded(entry.fundingRate()), timeMs(entry.date()));
    }

    private static Side side(final String word) throws IOException {
        return switch (text(word)) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw new IOException("a side that is neither buy nor sell: " + word);
        };
    }

    public static String orderType(final OrderType type) {
        return switch (type) {
            case LIMIT -> "lmt";
            case POST_ONLY -> "post";
            case IOC -> "ioc";
            case MARKET -> "mkt";
            case STOP -> "stp";
            case TRAILING_STOP -> "trailing_stop";
            case NULL_VAL -> throw new IllegalArgumentException("an order without a type");
        };
    }

    public static long timeMs(final String text) throws IOException {
        try {
            return Instant.parse(text(text)).toEpochMilli();
        } catch (final DateTimeException | ArithmeticException e) {
            throw new IOException("no time: " + text, e);
        }
    }

    public static String time(final long timeMs) {
        return Instant.ofEpochMilli(timeMs).toString();
    }

    /** Exact; 0 for none. */
    public static long e8(final BigDecimal value) throws IOException {
        try {
            return value == null ? 0 : FixedPoint.parse(plain(value));
        } catch (final NumberFormatException | ArithmeticException e) {
            throw new IOException("a number that does not fit: " + value, e);
        }
    }

    /** A computed value with more than 8 decimal places, rounded; 0 for none. */
    public static long rounded(final BigDecimal value) throws IOException {
        try {
            return value == null ? 0 : FixedPoint.parseHalfEven(plain(value));
        } catch (final NumberFormatException | ArithmeticException e) {
            throw new IOException("a number that does not fit: " + value, e);
        }
    }

    /** A number of a few characters, such as 1e999999999, may have a gigabyte of digits. */
    private static String plain(final BigDecimal value) throws IOException {
        if (value.signum() != 0 && (Math.abs((long) value.scale()) > MOST_DIGITS || value.precision() > MOST_DIGITS)) {
            throw new IOException("a number with too many digits: " + value.round(ROUGHLY));
        }
        return value.signum() == 0 ? "0" : value.toPlainString();
    }

    public static BigDecimal decimal(final long valueE8) {
        return new BigDecimal(FixedPoint.format(valueE8));
    }

    public static String text(final String text) {
        return text == null ? "" : text;
    }

    /** Returns a list that must be there: a missing list is not an empty one. */
    public static <T> List<T> list(final List<T> list) throws IOException {
        if (list == null) {
            throw new IOException("an answer without its list");
        }
        for (final T each : list) {
            if (each == null) {
                throw new IOException("a list with an empty entry");
            }
        }
        return list;
    }

    /** Returns the answer if it reports success. */
    public static <T extends RestReplies.Reply> T checked(final T reply) throws IOException {
        if (!reply.isSuccess()) {
            throw new IOException("the venue refused: " + reply.error());
        }
        return reply;
    }
}

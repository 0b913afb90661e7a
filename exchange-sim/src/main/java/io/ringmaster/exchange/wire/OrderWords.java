package io.ringmaster.exchange.wire;

import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.VenueReason;
import java.util.Locale;

/** The venue's words for what became of an order. */
final class OrderWords {

    private OrderWords() {
    }

    /** The {@code status} of a request that was refused for a reason of the matching engine's. */
    static String sendStatus(final VenueReason reason) {
        return switch (reason) {
            case POST_WOULD_EXECUTE -> "postWouldExecute";
            case IOC_UNFILLED, NO_LIQUIDITY -> "iocWouldNotExecute";
            case INSUFFICIENT_MARGIN -> "insufficientAvailableFunds";
            case WOULD_NOT_REDUCE -> "wouldNotReducePosition";
            case INVALID_PRICE -> "invalidPrice";
            case INVALID_SIZE -> "invalidSize";
            case MAX_POSITION -> "maxPositionViolation";
            case DUPLICATE_ID -> "clientOrderIdAlreadyExist";
            case SUSPENDED -> "marketSuspended";
            case SELF_FILL -> "selfFill";
            case NONE, USER, UNKNOWN_ORDER, LIQUIDATION, NULL_VAL -> "cancelled";
        };
    }

    /** Why the private feed says that an order was refused. */
    static String rejection(final VenueReason reason) {
        return reason == VenueReason.POST_WOULD_EXECUTE ? "post_order_failed_because_it_would_filled" : sendStatus(reason);
    }

    /** {@code wouldNotReducePosition} as the events of a request write it: {@code WOULD_NOT_REDUCE_POSITION}. */
    static String constant(final String status) {
        return status.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    static String fillType(final Liquidity liquidity, final VenueReason reason) {
        if (reason == VenueReason.LIQUIDATION) {
            return "liquidation";
        }
        return liquidity == Liquidity.MAKER ? "maker" : "taker";
    }
}

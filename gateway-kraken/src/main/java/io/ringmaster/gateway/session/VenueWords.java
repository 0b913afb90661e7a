package io.ringmaster.gateway.session;

import io.ringmaster.schema.VenueReason;

/** The venue's words for a reason, and our reason for each. An unknown word gives no reason. */
final class VenueWords {

    private VenueWords() {
    }

    /** Of a {@code sendStatus} that refuses. */
    static VenueReason ofSendStatus(final String word) {
        return switch (word) {
            case "postWouldExecute" -> VenueReason.POST_WOULD_EXECUTE;
            case "iocWouldNotExecute" -> VenueReason.IOC_UNFILLED;
            case "insufficientAvailableFunds", "wouldCauseLiquidation", "fixedLeverageTooHigh", "insufficientFunds" ->
                VenueReason.INSUFFICIENT_MARGIN;
            case "wouldNotReducePosition" -> VenueReason.WOULD_NOT_REDUCE;
            case "invalidPrice", "outsidePriceCollar", "wouldIncreasePriceDislocation" -> VenueReason.INVALID_PRICE;
            case "invalidSize", "tooManySmallOrders" -> VenueReason.INVALID_SIZE;
            case "maxPositionViolation" -> VenueReason.MAX_POSITION;
            case "marketSuspended", "marketInactive", "marketIsPostOnly", "marketUnavailable" -> VenueReason.SUSPENDED;
            case "selfFill" -> VenueReason.SELF_FILL;
            default -> VenueReason.NONE;
        };
    }

    /** Of an order that is gone, by the private feed. */
    static VenueReason ofFeed(final String word) {
        return switch (word) {
            case "cancelled_by_user", "dead_man_switch", "cancelled_by_admin" -> VenueReason.USER;
            case "post_order_failed_because_it_would_filled" -> VenueReason.POST_WOULD_EXECUTE;
            case "ioc_order_failed_because_it_would_not_be_executed" -> VenueReason.IOC_UNFILLED;
            case "not_enough_margin" -> VenueReason.INSUFFICIENT_MARGIN;
            case "would_not_reduce_position" -> VenueReason.WOULD_NOT_REDUCE;
            case "self_fill" -> VenueReason.SELF_FILL;
            default -> VenueReason.NONE;
        };
    }
}

package io.ringmaster.gateway.session;

import io.ringmaster.gateway.session.SendOutcome.Kind;
import java.util.List;

/**
 * What an answer to a request proves. Pure; docs/decisions/0022-what-a-refusal-proves.md has the table with the reason for each word.
 *
 * <p>A request may reach the venue more than once. The answer to one copy proves something about the others only in two cases: either
 * every copy gets the same answer, because the answer follows from the bytes of the request alone; or the venue had already taken the
 * nonce when it refused, so that it neither accepted an earlier copy nor will accept a later one. Every other refusal, time-out or
 * unreadable answer is {@link Kind#UNKNOWN}: evidence decides.
 */
public final class Answers {

    /** Errors that follow from the request's bytes: no copy of it is ever carried out. */
    private static final List<String> NEVER_CARRIED_OUT = List.of(
        "authenticationError", "invalidAccount", "invalidAmount", "invalidArgument", "invalidUnit", "requiredArgumentMissing");
    /** Errors of the services behind the nonce check. */
    private static final List<String> REFUSED_BEHIND_NONCE = List.of("insufficientFunds", "marketUnavailable");
    private static final List<String> TAKEN = List.of("placed", "partiallyFilled", "filled");
    /** Decisions of the matching engine on the one copy whose nonce was accepted. */
    private static final List<String> NOT_TAKEN = List.of(
        "marketSuspended", "marketInactive", "invalidPrice", "invalidSize", "tooManySmallOrders", "insufficientAvailableFunds",
        "wouldCauseLiquidation", "clientOrderIdTooBig", "clientOrderIdTooLong", "clientOrderIdInvalid", "maxPositionViolation",
        "outsidePriceCollar", "wouldIncreasePriceDislocation", "postWouldExecute", "iocWouldNotExecute", "selfFill",
        "wouldNotReducePosition", "marketIsPostOnly", "tooManyOrders", "fixedLeverageTooHigh", "invalidOrderType", "invalidSide");
    private static final List<String> NOT_EDITED = List.of(
        "invalidSize", "invalidPrice", "insufficientAvailableFunds", "selfFill", "tooManySmallOrders", "outsidePriceCollar",
        "postWouldExecute", "wouldNotReducePosition", "orderForEditNotFound", "orderForEditNotAStop", "marketSuspended", "marketInactive");

    private Answers() {
    }

    /**
     * Judges the answer to {@code sendorder}.
     *
     * @param venueOrderId   the venue's id; empty when it gave none
     * @param status    of {@code sendStatus}; empty when there was none
     * @param hasWorked whether the answer contains a placement or an execution, regardless of its status
     */
    public static SendOutcome ofSend(final String venueOrderId, final String status, final boolean hasWorked) {
        if (TAKEN.contains(status)) {
            return new SendOutcome(Kind.PLACED, venueOrderId, status);
        }
        final boolean isRefused = NOT_TAKEN.contains(status) && !hasWorked;
        return new SendOutcome(isRefused ? Kind.REFUSED : Kind.UNKNOWN, "", status.isEmpty() ? "no sendStatus" : status);
    }

    /**
     * Judges the answer to {@code editorder}.
     *
     * @param status of {@code editStatus}; empty when there was none
     */
    public static SendOutcome ofEdit(final String status) {
        final Kind kind = status.equals("edited") ? Kind.PLACED : NOT_EDITED.contains(status) ? Kind.REFUSED : Kind.UNKNOWN;
        return new SendOutcome(kind, "", status.isEmpty() ? "no editStatus" : status);
    }

    /** Judges an answer whose {@code result} is no success, by its {@code error}. */
    public static SendOutcome ofError(final String error) {
        final boolean isRefused = NEVER_CARRIED_OUT.contains(error) || REFUSED_BEHIND_NONCE.contains(error);
        return new SendOutcome(isRefused ? Kind.REFUSED : Kind.UNKNOWN, "", error);
    }

    /** A request that was not sent: the venue did nothing and will do nothing. */
    public static SendOutcome notSent(final String why) {
        return new SendOutcome(Kind.REFUSED, "", why);
    }

    /** No answer, or one that cannot be read: time-out, reset, an HTTP status other than success, a page of HTML. */
    public static SendOutcome unclear(final String why) {
        return new SendOutcome(Kind.UNKNOWN, "", why);
    }
}

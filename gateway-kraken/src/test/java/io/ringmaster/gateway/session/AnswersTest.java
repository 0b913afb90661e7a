package io.ringmaster.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.gateway.session.SendOutcome.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every documented word of the venue, and what it proves; the reasons stand in decision 22. */
class AnswersTest {

    @ParameterizedTest
    @CsvSource({
        "accountInactive, UNKNOWN", "apiLimitExceeded, UNKNOWN", "authenticationError, REFUSED", "insufficientFunds, REFUSED",
        "invalidAccount, REFUSED", "invalidAmount, REFUSED", "invalidArgument, REFUSED", "invalidUnit, REFUSED",
        "Json Parse Error, UNKNOWN", "marketUnavailable, REFUSED", "nonceBelowThreshold, UNKNOWN", "nonceDuplicate, UNKNOWN",
        "notFound, UNKNOWN", "requiredArgumentMissing, REFUSED", "Server Error, UNKNOWN", "Unavailable, UNKNOWN", "unknownError, UNKNOWN",
        "null, UNKNOWN", "'', UNKNOWN", "somethingNew, UNKNOWN", "NONCEDUPLICATE, UNKNOWN", "AuthenticationError, UNKNOWN"})
    void shouldConcludeFromAnErrorOnlyWhatItProves(final String error, final Kind kind) {
        assertEquals(new SendOutcome(kind, "", error), Answers.ofError(error));
    }

    @ParameterizedTest
    @CsvSource({
        "placed, PLACED", "partiallyFilled, PLACED", "filled, PLACED", "cancelled, UNKNOWN", "edited, UNKNOWN", "marketSuspended, REFUSED",
        "marketInactive, REFUSED", "invalidPrice, REFUSED", "invalidSize, REFUSED", "tooManySmallOrders, REFUSED",
        "insufficientAvailableFunds, REFUSED", "wouldCauseLiquidation, REFUSED", "clientOrderIdAlreadyExist, UNKNOWN",
        "clientOrderIdTooBig, REFUSED", "clientOrderIdTooLong, REFUSED", "clientOrderIdInvalid, REFUSED", "maxPositionViolation, REFUSED",
        "outsidePriceCollar, REFUSED", "wouldIncreasePriceDislocation, REFUSED", "postWouldExecute, REFUSED", "iocWouldNotExecute, REFUSED",
        "selfFill, REFUSED", "wouldNotReducePosition, REFUSED", "marketIsPostOnly, REFUSED", "tooManyOrders, REFUSED",
        "fixedLeverageTooHigh, REFUSED", "invalidOrderType, REFUSED", "invalidSide, REFUSED", "wouldProcessAfterSpecifiedTime, UNKNOWN",
        "notFound, UNKNOWN", "somethingNew, UNKNOWN"})
    void shouldConcludeFromASendStatusOnlyWhatItProves(final String status, final Kind kind) {
        assertEquals(new SendOutcome(kind, kind == Kind.PLACED ? "id" : "", status), Answers.ofSend("id", status, false));
    }

    @ParameterizedTest
    @CsvSource({"selfFill", "iocWouldNotExecute", "insufficientAvailableFunds"})
    void shouldNotBelieveARefusalThatTellsOfAnExecution(final String status) {
        assertEquals(Kind.UNKNOWN, Answers.ofSend("id", status, true).kind());
    }

    @ParameterizedTest
    @CsvSource({
        "edited, PLACED", "invalidSize, REFUSED", "invalidPrice, REFUSED", "insufficientAvailableFunds, REFUSED", "selfFill, REFUSED",
        "tooManySmallOrders, REFUSED", "outsidePriceCollar, REFUSED", "postWouldExecute, REFUSED", "wouldNotReducePosition, REFUSED",
        "orderForEditNotFound, REFUSED", "orderForEditNotAStop, REFUSED", "marketSuspended, REFUSED", "marketInactive, REFUSED",
        "wouldProcessAfterSpecifiedTime, UNKNOWN", "cancelled, UNKNOWN", "filled, UNKNOWN", "placed, UNKNOWN", "somethingNew, UNKNOWN"})
    void shouldConcludeFromAnEditStatusOnlyWhatItProves(final String status, final Kind kind) {
        assertEquals(new SendOutcome(kind, "", status), Answers.ofEdit(status));
    }

    @Test
    void shouldConcludeNothingFromAnAnswerWithoutAStatus() {
        assertEquals(new SendOutcome(Kind.UNKNOWN, "", "no sendStatus"), Answers.ofSend("id", "", false));
        assertEquals(new SendOutcome(Kind.UNKNOWN, "", "no editStatus"), Answers.ofEdit(""));
    }
}

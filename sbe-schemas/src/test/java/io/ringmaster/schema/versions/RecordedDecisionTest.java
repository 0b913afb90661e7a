package io.ringmaster.schema.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.schema.DecisionBefore4Encoder;
import io.ringmaster.schema.DecisionEncoder;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.DecisionTrigger;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.Signal;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A decision reads the same in every form that it has had. */
class RecordedDecisionTest {

    /** Length of a decision's fields in the first version, and in the second, which added the strategy. */
    private static final int BLOCK_OF_VERSION_0 = 66;
    private static final int BLOCK_OF_VERSION_2 = 70;
    private static final int AT = 24;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final RecordedDecision recorded = new RecordedDecision();

    private DecisionEncoder now() {
        return new DecisionEncoder().wrapAndApplyHeader(buffer, AT, header)
            .causeSequence(1).timeNs(2).exposureE8(-3).strength(0.4).confidence(0.5).weightE8(6).markPriceE8(7).equityE8(8).instrumentId(9)
            .agreeing(10).longs(11).shorts(12).flats(13).strategyIndex(14).signal(Signal.SHORT).reason(DecisionReason.CONFLUENCE)
            .trigger(DecisionTrigger.CLAIM);
    }

    private void before(final int version, final int blockLength) {
        new DecisionBefore4Encoder().wrapAndApplyHeader(buffer, AT, header)
            .causeSequence(1).timeNs(2).exposureE8(-3).strength(0.4).confidence(0.5).stopPriceE8(15).targetPriceE8(16).instrumentId(9)
            .agreeing(10).signal(Signal.SHORT).reason(DecisionReason.CONFLUENCE).strategyIndex(14).trigger(DecisionTrigger.CLAIM)
            .longs(11).shorts(12).flats(13).weightE8(6).stopStrategyIndex(17).targetStrategyIndex(18);
        header.wrap(buffer, AT).version(version).blockLength(blockLength);
    }

    private void assertSaysWhatEveryVersionSays() {
        assertTrue(RecordedDecision.isDecision(buffer.getShort(AT + MessageHeaderEncoder.templateIdEncodingOffset())));
        recorded.wrap(buffer, AT);
        assertEquals(List.of(1L, 2L, -3L), List.of(recorded.causeSequence(), recorded.timeNs(), recorded.exposureE8()));
        assertEquals(List.of(0.4, 0.5), List.of(recorded.strength(), recorded.confidence()));
        assertEquals(List.of(9, 10), List.of(recorded.instrumentId(), recorded.agreeing()));
        assertEquals(Signal.SHORT, recorded.signal());
        assertEquals(DecisionReason.CONFLUENCE, recorded.reason());
    }

    private List<Integer> tallies() {
        return List.of(recorded.longs(), recorded.shorts(), recorded.flats(), (int) recorded.weightE8(), recorded.strategyIndex());
    }

    private List<Long> exits() {
        return List.of(
            recorded.stopPriceE8(), recorded.targetPriceE8(), (long) recorded.stopStrategyIndex(), (long) recorded.targetStrategyIndex());
    }

    @Test
    void shouldReadADecisionOfToday() {
        now().exitsCount(1).next().stopPriceE8(15).targetPriceE8(16).stopStrategyIndex(17).targetStrategyIndex(18);

        assertSaysWhatEveryVersionSays();
        assertEquals(DecisionTrigger.CLAIM, recorded.trigger());
        assertEquals(List.of(11, 12, 13, 6, 14), tallies());
        assertEquals(List.of(15L, 16L, 17L, 18L), exits());
        assertTrue(recorded.isValued());
        assertEquals(List.of(7L, 8L), List.of(recorded.markPriceE8(), recorded.equityE8()));
    }

    @Test
    void shouldReadADecisionThatNamesNoExitAfterOneThatNamesThem() {
        shouldReadADecisionOfToday();

        now().exitsCount(0);
        assertSaysWhatEveryVersionSays();
        assertEquals(List.of(Long.MIN_VALUE, Long.MIN_VALUE, -1L, -1L), exits());
    }

    @Test
    void shouldReadADecisionOfVersion3() {
        before(3, DecisionBefore4Encoder.BLOCK_LENGTH);

        assertSaysWhatEveryVersionSays();
        assertEquals(DecisionTrigger.CLAIM, recorded.trigger());
        assertEquals(List.of(11, 12, 13, 6, 14), tallies());
        assertEquals(List.of(15L, 16L, 17L, 18L), exits());
        assertFalse(recorded.isValued());
    }

    @Test
    void shouldSayUnknownForWhatEarlierVersionsDidNotRecord() {
        before(2, BLOCK_OF_VERSION_2);
        assertSaysWhatEveryVersionSays();
        assertEquals(List.of(-1, -1, -1, -1, 14), tallies());
        assertEquals(List.of(15L, 16L, -1L, -1L), exits());

        before(0, BLOCK_OF_VERSION_0);
        assertSaysWhatEveryVersionSays();
        assertEquals(DecisionTrigger.NULL_VAL, recorded.trigger());
        assertEquals(List.of(-1, -1, -1, -1, -1), tallies());
        assertEquals(List.of(15L, 16L, -1L, -1L), exits());
        assertFalse(recorded.isValued());
    }
}

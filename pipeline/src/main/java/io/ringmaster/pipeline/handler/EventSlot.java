package io.ringmaster.pipeline.handler;

import io.ringmaster.pipeline.core.account.AccountTrades;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.MessageHeaderDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One slot of the ring: an input message and what each stage adds to it. Every field has a single writer; later stages read it after the barrier
 * has made it visible.
 *
 * <pre>
 *   publisher      sequence, timeNs, templateId, length, payload, claimedNs
 *   market         market
 *   shard i        shards[i], stage1Ns (the last one to write wins; for figures only)
 *   decision       decision, decidedNs
 *   sequencer      nothing: its answers go to the output journal
 * </pre>
 */
public final class EventSlot {

    /** Encoding offset of the first field of every body. */
    private static final int RECEIVE_TIME = 0;

    /** Journal sequence of the input, from 1, without holes. */
    public long sequence;
    /** Event time: the message's receiveTimeNs. */
    public long timeNs;
    /** SBE template id of the message. */
    public int templateId;
    /** Bytes of header and body. */
    public int length;
    private final ByteBuffer memory = ByteBuffer.allocateDirect(MarketDataSource.MAX_MESSAGE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    /** The message, from offset 0. */
    public final UnsafeBuffer payload = new UnsafeBuffer(memory);

    /** The market after this event; instrumentId is -1 if the event has no market. */
    public final MarketView market = new MarketView();
    /** The output of each shard. */
    public final ShardCell[] shards;
    /** The output of the policy. */
    public final DecisionCell decision;

    /** Monotonic times for latency figures only; 0 when timing is off. */
    public long claimedNs;
    public long stage1Ns;
    public long decidedNs;

    /** For a pipeline in which no model decides. */
    public EventSlot(final int shardCount, final int instruments, final AccountTrades.Store accountTrades) {
        this(shardCount, instruments, accountTrades, 0);
    }

    /**
     * @param accountTrades  shared by all slots of a ring
     * @param observedLength values that a model observes
     */
    public EventSlot(final int shardCount, final int instruments, final AccountTrades.Store accountTrades, final int observedLength) {
        shards = new ShardCell[shardCount];
        for (int i = 0; i < shardCount; i++) {
            shards[i] = new ShardCell();
        }
        decision = new DecisionCell(instruments, accountTrades, observedLength);
    }

    /** Takes an input message. Each stage overwrites its own fields later. */
    public void put(final long newSequence, final DirectBuffer buffer, final int offset, final int newLength) {
        payload.putBytes(0, buffer, offset, newLength);
        sequence = newSequence;
        timeNs = longField(RECEIVE_TIME);
        templateId = memory.getShort(MessageHeaderDecoder.templateIdEncodingOffset()) & 0xFFFF;
        length = newLength;
    }

    /**
     * A field of the message's body, eight bytes long. Use it to decode many fields: a generated decoder must allow for any buffer, so it looks up
     * the buffer's class, address and bounds for each field.
     *
     * @param encodingOffset from the generated decoder
     */
    long longField(final int encodingOffset) {
        return memory.getLong(MessageHeaderDecoder.ENCODED_LENGTH + encodingOffset);
    }

    /** A field of the message's body, four bytes long. */
    int intField(final int encodingOffset) {
        return memory.getInt(MessageHeaderDecoder.ENCODED_LENGTH + encodingOffset);
    }
}

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
    /** Of most messages. */
    private static final int COPY_BYTES = 1 << 11;

    /** Journal sequence of the input, from 1, without holes. */
    public long sequence;
    /** Event time: the message's receiveTimeNs. */
    public long timeNs;
    /** SBE template id of the message. */
    public int templateId;
    /** Bytes of header and body. */
    public int length;
    private ByteBuffer memory;
    /** The message, from offset 0. */
    public final UnsafeBuffer payload;

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
        this(shardCount, instruments, accountTrades, 0, 0);
    }

    /**
     * @param accountTrades  shared by all slots of a ring
     * @param observedLength values that a model observes; 0 if none is asked
     * @param models         how many decide together; 0 if none is asked
     */
    public EventSlot(
        final int shardCount, final int instruments, final AccountTrades.Store accountTrades, final int observedLength, final int models) {
        this(shardCount, new DecisionCell(instruments, accountTrades, observedLength, models), MarketDataSource.MAX_MESSAGE_BYTES);
    }

    private EventSlot(final int shardCount, final DecisionCell decision, final int bytes) {
        memory = memory(bytes);
        payload = new UnsafeBuffer(memory);
        shards = new ShardCell[shardCount];
        for (int i = 0; i < shardCount; i++) {
            shards[i] = new ShardCell();
        }
        this.decision = decision;
    }

    /** A slot outside the ring, for {@link #copyFrom}. It is small until it takes a long message. */
    public static EventSlot ofCopies(final int shardCount, final int instruments) {
        return new EventSlot(shardCount, new DecisionCell(instruments, new AccountTrades.Store(0), 0, 0), COPY_BYTES);
    }

    private static ByteBuffer memory(final int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Takes over the message of another slot, the market, what the strategies say and what the policy wants.
     *
     * @param blocks by shard, the blocks of all slots that one thread copies to
     */
    public void copyFrom(final EventSlot other, final ChangeBlocks[] blocks) {
        if (other.length > memory.capacity()) {
            memory = memory(Math.min(MarketDataSource.MAX_MESSAGE_BYTES, Integer.highestOneBit(other.length) << 1));
            payload.wrap(memory);
        }
        payload.putBytes(0, other.payload, 0, other.length);
        sequence = other.sequence;
        timeNs = other.timeNs;
        templateId = other.templateId;
        length = other.length;
        market.copyFrom(other.market);
        for (int i = 0; i < shards.length; i++) {
            shards[i].copyFrom(other.shards[i], blocks[i]);
        }
        decision.copyWishes(other.decision);
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

package io.ringmaster.journal;

/**
 * Layout of a record inside a Chronicle document, which holds one record or several, one behind the other; little endian, the length a multiple of 8.
 *
 * <pre>
 *    0        4               8           16                      16 + n      total - 4   total
 *   ┌────────┬───────────────┬───────────┬───────────────────────┬───────────┬───────────┐
 *   │ n      │ previous      │ sequence  │ payload, n bytes      │ 0 padding │ CRC32C    │
 *   │ int32  │ chain, int32  │ int64     │ SBE header and body   │ to fit    │ int32     │
 *   └────────┴───────────────┴───────────┴───────────────────────┴───────────┴───────────┘
 * </pre>
 *
 * The CRC covers everything before it, including the previous record's CRC, so it is the running chain. A dropped, duplicated, moved or foreign
 * record breaks it.
 */
final class RecordDescriptor {

    static final int LENGTH_OFFSET = 0;
    static final int PREVIOUS_CHAIN_OFFSET = 4;
    static final int SEQUENCE_OFFSET = 8;
    static final int PAYLOAD_OFFSET = 16;
    static final int CRC_BYTES = 4;
    static final int ALIGNMENT = 8;
    /** Largest allowed payload. */
    static final int MAX_PAYLOAD_BYTES = 1 << 20;
    /** Largest document: one record of the largest size, or as many smaller ones as fit. */
    static final int MAX_DOCUMENT_BYTES = recordBytes(MAX_PAYLOAD_BYTES);
    /** Chain value before the first record of a journal. */
    static final int GENESIS_CHAIN = 0x524D_0001;

    private RecordDescriptor() {
    }

    /** Size of a whole record. */
    static int recordBytes(final int payloadBytes) {
        final int unpadded = PAYLOAD_OFFSET + payloadBytes + CRC_BYTES;
        return (unpadded + ALIGNMENT - 1) & -ALIGNMENT;
    }
}

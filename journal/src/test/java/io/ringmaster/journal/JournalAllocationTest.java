package io.ringmaster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalAllocationTest {

    private static final int RECORDS = 1_000_000;
    private static final int WARM_UP = 200_000;
    private static final int PAYLOAD_BYTES = 120;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path directory;

    @Test
    void shouldAllocateNothingPerRecordButWhenANewBlockIsMapped() {
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[PAYLOAD_BYTES]);
        final JournalSettings settings = JournalSettings.defaults().withDiskFloor(0);
        long allocatingAppends = 0;
        long bytes = 0;
        try (JournalWriter writer = JournalWriter.open(directory, settings)) {
            for (int i = 1; i <= WARM_UP; i++) {
                writer.append(i, payload, 0, PAYLOAD_BYTES);
            }
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = WARM_UP + 1; i <= WARM_UP + RECORDS; i++) {
                writer.append(i, payload, 0, PAYLOAD_BYTES);
                final long after = THREADS.getCurrentThreadAllocatedBytes();
                if (after != before) {
                    allocatingAppends++;
                    bytes += after - before;
                    before = after;
                }
            }
        }
        // 144 bytes a record and 4 of header: a block of 64 MiB is full after some 450,000 of them.
        System.out.printf("journal append: %,d of %,d appends allocated, %,d bytes in all%n", allocatingAppends, RECORDS, bytes);
        assertTrue(allocatingAppends <= 16, allocatingAppends + " appends allocated " + bytes + " bytes");

        assertReadsWithoutAllocation();
    }

    private void assertReadsWithoutAllocation() {
        try (JournalReader reader = JournalReader.open(directory)) {
            for (int i = 0; i < WARM_UP; i++) {
                assertTrue(reader.next());
            }
            long allocatingReads = 0;
            long before = THREADS.getCurrentThreadAllocatedBytes();
            long records = WARM_UP;
            while (reader.next()) {
                records++;
                final long after = THREADS.getCurrentThreadAllocatedBytes();
                allocatingReads += after != before ? 1 : 0;
                before = after;
            }
            assertEquals(WARM_UP + RECORDS, records);
            System.out.printf("journal read: %,d of %,d reads allocated%n", allocatingReads, RECORDS);
            assertTrue(allocatingReads <= 16, allocatingReads + " reads allocated");
        }
    }
}

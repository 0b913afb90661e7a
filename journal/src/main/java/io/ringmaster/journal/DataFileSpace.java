package io.ringmaster.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Allocates the disk blocks of one data file. If the disk is full, a mapped page without a block kills the process or tears a record. So blocks
 * are allocated first, by writing zeros, and a full disk becomes an exception of the file system before any byte of a record is written. Any
 * thread.
 */
final class DataFileSpace implements AutoCloseable {

    private static final int PAGE_BYTES = 4096;
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 18);

    private final Path file;
    private final FileChannel channel;
    private final int stepBytes;
    private final ByteBuffer zeros = ZEROS.duplicate();
    private volatile long allocatedBytes;

    /**
     * Creates the file with its first blocks.
     *
     * @param stepBytes bytes to allocate at a time
     * @throws IOException if there is no room for them; the file is not there then
     */
    DataFileSpace(final Path file, final int stepBytes) throws IOException {
        this.file = file;
        this.stepBytes = stepBytes;
        PrivateFiles.createFile(file);
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            reach(stepBytes);
        } catch (final IOException e) {
            channel.close();
            Files.delete(file);     // An empty file among those of a closed segment would be damage.
            throw e;
        }
    }

    Path file() {
        return file;
    }

    boolean reaches(final long bytes) {
        return bytes <= allocatedBytes;
    }

    /** Allocates every block up to a position. */
    synchronized void reach(final long bytes) throws IOException {
        while (allocatedBytes < bytes) {
            final long end = allocatedBytes + stepBytes;
            long at = allocatedBytes;
            while (at < end) {
                at += channel.write(zeros.clear().limit((int) Math.min(zeros.capacity(), end - at)), at);
            }
            allocatedBytes = end;
        }
    }

    void force() throws IOException {
        channel.force(false);
    }

    /**
     * Frees the blocks after the last written byte, except for one page, so that a reader that looks for the next record finds the end inside
     * the file.
     */
    void trim() throws IOException {
        try (MappedFile mapped = MappedFile.open(file)) {
            final long used = mapped.lastNonZero() + 1;
            channel.truncate((used + 2 * PAGE_BYTES - 1) & -PAGE_BYTES);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package io.ringmaster.journal;

import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The bytes of a data file as Chronicle wrote them, read through a window that moves on demand. One thread. A compressed file reads like the
 * original.
 */
sealed interface DataFile extends AutoCloseable permits MappedFile, CompressedFile {

    static DataFile open(final Path file) {
        return file.getFileName().toString().endsWith(CompressedFile.SUFFIX) ? new CompressedFile(file) : MappedFile.open(file);
    }

    Path path();

    /** Uncompressed length in bytes. */
    long length();

    /** Makes a range readable through {@link #buffer}; returns false if the file ends before the end of the range. */
    boolean cover(long position, long bytes);

    /** The window; only {@linkplain #cover covered} ranges may be read. */
    UnsafeBuffer buffer();

    /** The index in {@link #buffer} of a position in the file. */
    int index(long position);

    /** Four covered bytes, little endian. */
    int getInt(long position);

    /** Eight covered bytes, little endian. */
    long getLong(long position);

    /** Four covered bytes that another process may be writing, with acquire semantics: earlier writes of that process are visible. */
    int intAcquire(long position);

    /** CRC32C of a covered range. */
    int checksum(long position, int bytes);

    /** CRC32C of the whole file. */
    long checksum();

    /** Position of the first non-zero byte at or after a position, or -1. */
    long firstNonZero(long from);

    @Override
    void close();
}

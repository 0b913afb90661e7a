package io.ringmaster.journal;

import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The bytes of a data file as Chronicle wrote them, read through a window that moves to what is asked for; one thread. A file that is compressed
 * reads like the one it was made from.
 */
sealed interface DataFile extends AutoCloseable permits MappedFile, CompressedFile {

    static DataFile open(final Path file) {
        return file.getFileName().toString().endsWith(CompressedFile.SUFFIX) ? new CompressedFile(file) : MappedFile.open(file);
    }

    Path path();

    /** Bytes before compression. */
    long length();

    /** Makes a range readable through {@link #buffer}; false if the file ends before it. */
    boolean cover(long position, long bytes);

    /** The window; only what was {@linkplain #cover covered} may be read. */
    UnsafeBuffer buffer();

    /** Where a position of the file lies in {@link #buffer}. */
    int index(long position);

    /** Four covered bytes, little endian. */
    int getInt(long position);

    /** Eight covered bytes, little endian. */
    long getLong(long position);

    /** Four covered bytes that another process may be writing, with what was written before them. */
    int intAcquire(long position);

    /** CRC32C of a covered range. */
    int checksum(long position, int bytes);

    /** CRC32C of the whole file. */
    long checksum();

    /** Position of the first byte that is not 0 from a position on, or -1. */
    long firstNonZero(long from);

    @Override
    void close();
}

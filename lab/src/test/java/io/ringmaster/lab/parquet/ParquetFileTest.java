package io.ringmaster.lab.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import io.ringmaster.lab.parquet.ParquetColumn.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another project's reader, Hardwood, gets back what was written. */
class ParquetFileTest {

    private static final int ROWS = 1_003;

    @TempDir
    private Path directory;

    private static float number(final int row) {
        return row == 3 ? Float.NaN : row == 4 ? Float.NEGATIVE_INFINITY : row / 7f - 50;
    }

    private static String word(final int row) {
        return row % 5 == 0 ? "" : "Größe " + row;
    }

    private Path write(final long groupBytes) {
        final Path path = directory.resolve(groupBytes + ".parquet");
        try (ParquetFile file = new ParquetFile(path, Map.of("a key", "a välue"), groupBytes)) {
            final ParquetColumn integer = file.column("integer", Kind.INTEGER);
            final ParquetColumn time = file.column("time", Kind.NANOSECONDS);
            final ParquetColumn single = file.column("obs.a.b", Kind.FLOAT);
            final ParquetColumn whole = file.column("double", Kind.DOUBLE);
            final ParquetColumn flag = file.column("flag", Kind.BOOLEAN);
            final ParquetColumn text = file.column("text", Kind.TEXT);
            for (int row = 0; row < ROWS; row++) {
                integer.put(row == 0 ? Long.MIN_VALUE : row * 1_000_000_007L);
                time.put(1_700_000_000_123_456_789L + row);
                single.put(number(row));
                whole.put(Math.sqrt(row));
                flag.put(row % 3 == 0);
                text.put(word(row));
                file.endRow();
            }
            file.complete();
        }
        return path;
    }

    @Test
    void shouldGiveBackEveryValueOfOneGroup() throws IOException {
        assertReads(write(1 << 20), 1);
    }

    /** A row has 36 bytes and its text; eight booleans share a byte, which ends with its group. */
    @Test
    void shouldGiveBackEveryValueOfManyGroups() throws IOException {
        assertReads(write(4_000), 10);
    }

    private static void assertReads(final Path path, final int leastGroups) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(path)); RowReader rows = reader.rowReader()) {
            assertEquals("a välue", reader.getFileMetaData().keyValueMetadata().get("a key"));
            assertEquals(ROWS, reader.getFileMetaData().numRows());
            final int groups = reader.getFileMetaData().rowGroups().size();
            assertEquals(Math.max(groups, leastGroups), groups, "groups");
            for (int row = 0; row < ROWS; row++) {
                rows.next();
                assertEquals(row == 0 ? Long.MIN_VALUE : row * 1_000_000_007L, rows.getLong("integer"));
                assertEquals(Instant.ofEpochSecond(1_700_000_000L, 123_456_789L + row), rows.getTimestamp("time"));
                assertEquals(number(row), rows.getFloat("obs.a.b"), "row " + row);
                assertEquals(Math.sqrt(row), rows.getDouble("double"));
                assertEquals(row % 3 == 0, rows.getBoolean("flag"), "row " + row);
                assertEquals(word(row), rows.getString("text"));
            }
            assertFalse(rows.hasNext());
        }
    }

    @Test
    void shouldWriteTheSameBytesEachTime() throws IOException {
        final Path first = Files.move(write(5_000), directory.resolve("first"));
        assertEquals(-1, Files.mismatch(first, write(5_000)));
    }

    @Test
    void shouldNoticeAColumnWithoutAValue() {
        try (ParquetFile file = new ParquetFile(directory.resolve("hole"), Map.of())) {
            file.column("a", Kind.DOUBLE).put(1.0);
            file.column("b", Kind.DOUBLE);
            file.endRow();
            assertEquals("column b has 0 values of 1", assertThrows(IllegalStateException.class, file::complete).getMessage());
        }
    }

    @Test
    void shouldNoticeAValueOfAnotherKind() {
        try (ParquetFile file = new ParquetFile(directory.resolve("kind"), Map.of())) {
            final ParquetColumn column = file.column("a", Kind.DOUBLE);
            assertEquals(
                "column a holds values of kind DOUBLE", assertThrows(IllegalArgumentException.class, () -> column.put(1L)).getMessage());
        }
    }
}

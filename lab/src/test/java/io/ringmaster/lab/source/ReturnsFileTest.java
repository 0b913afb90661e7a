package io.ringmaster.lab.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.lab.source.ReturnsTable.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of results as people have them: what is right is read, and what is wrong is named. */
class ReturnsFileTest {

    @TempDir
    private Path directory;

    @Test
    void shouldReadEachKindOfNumbers() throws IOException {
        assertRows(new double[][] {{1.5, 0.75}, {1, 2}}, read("a,b\n0.5,-0.25\n0,1\n", Kind.RETURNS));
        assertRows(new double[][] {{0.5, 0.25}, {1, 2}}, read("a,b\n0.5,0.25\n1,2\n", Kind.RELATIVES));
        // The first row is divided by 1.
        assertRows(new double[][] {{0.5, 0.25}, {2, 8}}, read("a,b\n0.5,0.25\n1,2\n", Kind.PRICES));
    }

    @Test
    void shouldReadTheFileHoweverAProgramWroteIt() throws IOException {
        final double[][] rows = {{1.5, 0.75}, {1.25, 1}};
        assertRows(rows, read("a,b\r\n\r\n5e-1,-.25\r\n +0.25 , 0", Kind.RETURNS));
        assertRows(rows, read("\uFEFF\"a\",\"b\"\n\"0.5\",-0.25\n0.25,0\n", Kind.RETURNS));
        final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("a,b\n0.5,-0.25\n0.25,0\n".getBytes(StandardCharsets.UTF_8));
        }
        final Path file = Files.write(directory.resolve("packed.csv.gz"), packed.toByteArray());
        assertRows(rows, ReturnsFile.read(file, Kind.RETURNS, bytes -> { }));
    }

    @Test
    void shouldKeepAColumnOfTimes() throws IOException {
        for (final String[] times : new String[][] {
            {"when", "2024-01-01", "2024-01-02"}, {"when", "2024-01-01 00:00", "2024-01-01T01:00:00Z"}, {"time_ms", "1699920000000", "1699920060000"},
            {"Date", "1/31/1962", "2/1/1962"}, {"", "0", "1"}}) {
            final ReturnsTable table = read(times[0] + ",a\n" + times[1] + ",0.5\n" + times[2] + ",0\n", Kind.RETURNS);
            assertEquals(times[0], table.timeColumn());
            assertEquals(List.of(times[1], times[2]), table.times());
            assertEquals(List.of("a"), table.experts());
            assertRows(new double[][] {{1.5}, {1}}, table);
        }
        final ReturnsTable without = read("a,b\n1234567890,1\n1,1\n", Kind.PRICES);
        assertNull(without.timeColumn());
        assertEquals(List.of(), without.times());
        assertEquals(List.of("a", "b"), without.experts());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                                    | is empty. Give a CSV file with a header and a column for each expert.
        a,b;                                  | line 1: no row follows the header. Give a row for each round.
        1,2;3,4                               | line 1: there is no header; write the name of each expert above its column
        a,a;1,2                               | line 1: two columns are named 'a'; rename one of them
        a,;1,2                                | line 1: a column has no name; write the name of each expert above its column
        date;2024-01-01                       | line 2: column 'date' holds times, and there is no other; give a column for each expert
        a,b;0,0;0                             | line 3: it has 1 columns, expected 2: a,b; fix or remove the line
        a,b;0,0;0,0,0                         | line 3: it has 3 columns, expected 2: a,b; fix or remove the line
        a,b;0,0;0,x                           | line 3: column 'b' is not a number: 'x'; fix or remove the line
        a,b;0,0;0,NaN                         | line 3: column 'b' is not a number: 'NaN'; fix or remove the line
        a,b;0,0;0,1e999                       | line 3: column 'b' is not a number: '1e999'; fix or remove the line
        a,b;0,0;,0                            | line 3: column 'a' is empty: ''; fix or remove the line
        a,b;x,0                               | line 2: column 'a' is not a number: 'x'; fix or remove the line
        a,b;0,-1                              | line 2: column 'b' is a loss of everything or more: '-1'; returns must be above -1; for other numbers give --relatives or --prices
        date,a;2024-01-02,0;2024-01-01,0      | line 3: column 'date' is not after that of the row before: '2024-01-01'; give each time once, oldest first
        date,a;2024-01-02,0;2024-01-33,0      | line 3: column 'date' is not a time such as 2019-10-17T09:00:00Z: '2024-01-33'; fix or remove the line
        date,a;2024-01-02,0;,0                | line 3: column 'date' is empty: ''; fix or remove the line
        """)
    void shouldNameWhatIsWrong(final String text, final String message) throws IOException {
        assertRefused(message, text, Kind.RETURNS);
    }

    @Test
    void shouldRefuseNumbersThatMakeNoSense() throws IOException {
        assertRefused("line 2: column 'b' is not above 0: '0'; price relatives must be above 0; for returns give neither --relatives nor --prices",
            "a,b;1,0", Kind.RELATIVES);
        assertRefused("line 3: column 'a' is not above 0: '-2'; prices must be above 0; for returns give neither --relatives nor --prices",
            "a,b;1,1;-2,1", Kind.PRICES);
        assertRefused("line 4: column 'b' takes the wealth of the expert beyond the range of numbers: '1e150'; if the numbers are price relatives or"
            + " prices, give --relatives or --prices", "a,b;1,1e100;1,1e100;1,1e150", Kind.RETURNS);
        assertRefused("line 2: column 'b' is not a number: '" + "x".repeat(40) + "…'; fix or remove the line", "a,b;1," + "x".repeat(41), Kind.RETURNS);
        assertRefused("line 3: column 'a' differs too much from the row before: '1e200'; fix or remove the line", "a,b;1e-200,1;1e200,1", Kind.PRICES);
    }

    @Test
    void shouldRefuseWhatIsNoFile() {
        final Path none = directory.resolve("none.csv");
        assertEquals(none + " does not exist. Give a CSV file with a column for each expert.",
            assertThrows(InvalidInputException.class, () -> ReturnsFile.read(none, Kind.RETURNS, bytes -> { })).getMessage());
        assertEquals(directory + " is not a file. Give a CSV file with a column for each expert.",
            assertThrows(InvalidInputException.class, () -> ReturnsFile.read(directory, Kind.RETURNS, bytes -> { })).getMessage());
    }

    @Test
    void shouldRefuseAFileThatBreaksOff() throws IOException {
        final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("a,b\n0.5,-0.25\n".repeat(1).getBytes(StandardCharsets.UTF_8));
        }
        final Path file = Files.write(directory.resolve("cut.csv.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() - 12));
        final String message = assertThrows(
            InvalidInputException.class, () -> ReturnsFile.read(file, Kind.RETURNS, bytes -> { })).getMessage();
        assertEquals(file + " breaks off after line 0: Unexpected end of ZLIB input stream. Fetch it again.", message);
    }

    private void assertRefused(final String message, final String text, final Kind kind) throws IOException {
        final String fault = assertThrows(InvalidInputException.class, () -> read(text.replace(';', '\n'), kind)).getMessage();
        assertEquals(directory.resolve("table.csv") + " " + message, fault);
    }

    private ReturnsTable read(final String text, final Kind kind) throws IOException {
        return ReturnsFile.read(Files.writeString(directory.resolve("table.csv"), text), kind, bytes -> { });
    }

    private static void assertRows(final double[][] expected, final ReturnsTable table) {
        assertArrayEquals(expected, table.relatives().toArray(double[][]::new));
    }
}

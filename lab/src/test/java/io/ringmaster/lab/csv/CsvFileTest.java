package io.ringmaster.lab.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the file, for every kind of cell. */
class CsvFileTest {

    @TempDir
    private Path directory;

    @Test
    void shouldWriteEveryKindOfCell() throws IOException {
        final Path file = directory.resolve("cells.csv");

        try (CsvFile csv = new CsvFile(file, "a,b,c,d,e")) {
            csv.put(-7).put("plain").put(0.1).putNothing().putE8(-50_000_000).endRow();
            csv.put(Long.MIN_VALUE).put("a \"b\", é\n").put(Double.NaN).putE8(0).putE8(1).endRow();
        }

        assertEquals("a,b,c,d,e\n-7,plain,0.1,,-0.5\n-9223372036854775808,\"a \"\"b\"\", é\n\",,0,0.00000001\n", Files.readString(file));
    }

    @Test
    void shouldWriteTheExactValueOfAnyFixedPointNumber() throws IOException {
        final long seed = 11;
        final SplittableRandom random = new SplittableRandom(seed);
        final Path file = directory.resolve("numbers.csv");
        final StringBuilder expected = new StringBuilder("value\n");

        try (CsvFile csv = new CsvFile(file, "value")) {
            for (int i = 0; i < 50_000; i++) {
                final long rounded = i % 3 == 0 ? 1_000_000 : 1;
                final long valueE8 = (random.nextLong() >> random.nextInt(64)) / rounded * rounded;
                csv.putE8(valueE8).endRow();
                final BigDecimal value = BigDecimal.valueOf(valueE8, 8);
                expected.append(value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString()).append('\n');
            }
        }

        assertEquals(expected.toString(), Files.readString(file), "seed " + seed);
    }

    @Test
    void shouldLeaveOutARowThatHasNotEnded() throws IOException {
        final Path file = directory.resolve("rows.csv");

        try (CsvFile csv = new CsvFile(file, "a,b")) {
            csv.put(1).put(2).endRow();
            csv.put(3);
        }

        assertEquals("a,b\n1,2\n", Files.readString(file));
    }
}

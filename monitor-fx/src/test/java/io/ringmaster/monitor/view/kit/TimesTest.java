package io.ringmaster.monitor.view.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private static final long TIME_NS = ns("2024-08-08T23:54:15.250125999Z");

    private static long ns(final String instant) {
        final Instant time = Instant.parse(instant);
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    @Test
    void shouldShowTimesOfTheDayInUtc() {
        assertEquals("23:54:15", Times.seconds(TIME_NS));
        assertEquals("23:54:15.250", Times.millis(TIME_NS));
        assertEquals("23:54:15.250125", Times.micros(TIME_NS));
        assertEquals("2024-08-08", Times.day(TIME_NS));
        assertEquals("2024-08-08 23:54:15.250", Times.full(TIME_NS));
        assertEquals(Numbers.NONE, Times.full(Long.MIN_VALUE));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 ns", "850,850 ns", "12500,12.5 µs", "3250000,3.25 ms", "1500000000,1.50 s", "125000000000,2 m 05 s", "3660000000000,1 h 01 m",
        "273600000000000,3 d 04 h", "-2000000,−2.00 ms"})
    void shouldShowALengthOfTimeInItsLargestUnits(final long durationNs, final String shown) {
        assertEquals(shown, Times.duration(durationNs));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-08-08T23:55:00Z,2024-08-08T23:55:00Z", "2024-08-09 00:01,2024-08-09T00:01:00Z", "23:55,2024-08-08T23:55:00Z",
        "23:55:10.5,2024-08-08T23:55:10.500Z", "23:55:10Z,2024-08-08T23:55:10Z"})
    void shouldReadATimeThatAPersonTypes(final String typed, final String instant) {
        assertEquals(OptionalLong.of(ns(instant)), Times.parse(typed, TIME_NS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "25:00", "2024-13-01T00:00:00Z", "5", "999999999-01-01T00:00"})
    void shouldRefuseWhatIsNoTime(final String typed) {
        assertEquals(OptionalLong.empty(), Times.parse(typed, TIME_NS));
    }
}

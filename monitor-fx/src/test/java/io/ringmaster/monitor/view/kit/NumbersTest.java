package io.ringmaster.monitor.view.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "6543250000000; 50000000; 65,432.5", "6543200000000; 100000000; 65,432", "-1; 1; −0.00000001", "100000000; 1000000; 1.00",
        "123456789012345678; 100000000; 1,234,567,890", "0; 10000; 0.0000", "-9223372036854775808; 100; –", "99999999999; 1000000; 1,000.00"})
    void shouldShowAPriceWithTheDecimalsOfItsTick(final long valueE8, final long stepE8, final String shown) {
        assertEquals(shown, Numbers.onStep(valueE8, stepE8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "1250000000; +12.50", "-1250000000; −12.50", "0; 0.00", "400000; 0.00", "-400000; 0.00", "500000; +0.01", "-500000; −0.01"})
    void shouldGiveASignToWhatIsNotZeroOnTheScreen(final long valueE8, final String shown) {
        assertEquals(shown, Numbers.signedMoney(valueE8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "50000000000; 500 USD", "1266000000; 12.66 USD", "-1266000000; −12.66 USD", "0; 0 USD", "-9223372036854775808; –"})
    void shouldShowMoneyWithoutCentsWhereThereAreNone(final long valueE8, final String shown) {
        assertEquals(shown, Numbers.usd(valueE8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"249480000; 2.49", "0; 0.00", "499999; <0.01", "-1; −<0.01", "500000; 0.01"})
    void shouldNotShowASmallFeeAsNone(final long valueE8, final String shown) {
        assertEquals(shown, Numbers.fee(valueE8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "9899000000; 7; 98.9900", "9899000000; 5; 98.99", "9899000000; 4; 99.0", "200000; 4; <0.01", "123456000000; 5; 1,235", "0; 4; 0.00",
        "123456789000000; 5; 1.2M"})
    void shouldShowAQuantityInLittleRoom(final long valueE8, final int characters, final String shown) {
        assertEquals(shown, Numbers.brief(valueE8, 4, characters));
    }

    @Test
    void shouldShowTimesWithoutABlank() {
        assertEquals("3.00×", Numbers.times(300_000_000L));
        assertEquals("1,000×", Numbers.timesCount(1_000));
    }

    /** The sum of all digits is that of decimal arithmetic. */
    @RepeatedTest(20)
    void shouldRoundAsDecimalArithmeticDoes() {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final long valueE8 = random.nextLong() >> random.nextInt(60);
        final int decimals = random.nextInt(9);

        final String shown = Numbers.fixed(valueE8, decimals);

        final BigDecimal expected = BigDecimal.valueOf(valueE8, 8).setScale(decimals, RoundingMode.HALF_UP);
        assertEquals(expected, new BigDecimal(Numbers.machine(shown)).setScale(decimals), () -> "seed " + seed);
    }

    @ParameterizedTest
    @CsvSource({"999,999", "1000,1.0k", "1250,1.2k", "999999,999k", "34500000,34.5M", "-1500,−1.5k", "9223372036854775807,9.2E"})
    void shouldShowACountInFiveCharacters(final long count, final String shown) {
        assertEquals(shown, Numbers.compact(count));
    }

    @Test
    void shouldShowSharesInPercent() {
        assertEquals("12.35 %", Numbers.percent(12_345_678L, 2));
        assertEquals("+0.1 %", Numbers.signedPercent(100_000L, 1));
        assertEquals("33.3 %", Numbers.percentOf(1, 3, 1));
        assertEquals(Numbers.NONE, Numbers.percentOf(1, 0, 1));
        assertEquals(Numbers.NONE, Numbers.percent(Long.MIN_VALUE, 1));
    }

    @Test
    void shouldShowOtherNumbersWithoutANegativeZero() {
        assertEquals("0.00", Numbers.plain(-0.001, 2));
        assertEquals("−1,234.57", Numbers.plain(-1_234.567, 2));
        assertEquals(Numbers.NONE, Numbers.plain(Double.NaN, 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"−1,234.5; -1234.5", "+3; 3", "PF_XBTUSD, long; PF_XBTUSD, long", "12.5 ms; 12.5 ms"})
    void shouldWriteNumbersForOtherPrograms(final String shown, final String machine) {
        assertEquals(machine, Numbers.machine(shown));
    }
}

package io.ringmaster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.journal.InvariantText;
import io.ringmaster.schema.Invariant;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a person reads of a running session. */
class LiveLineTest {

    private static final String STATUS = """
        {"eventTime":"2026-11-29T20:23:12.5Z","sequence":4711,"mark":60000.5,"position":0.05,"equity":10012.25,"armed":false,"orders":7,"working":1,\
        "fills":6,"refusedByRisk":3,"latched":true,"latchReason":"daily loss","paused":true,"closing":false,"warmingUp":true,\
        "warmupEnds":"2026-11-29T21:00:00Z","realisedPnl":10,"unrealisedPnl":2.25,"fees":1.5,"funding":-0.25,"dayPnl":12.25,\
        "doing":"LONG by confluence of 2; at its target: holds 0.05, wants 0.05","reconciled":false,"venue":"account feed up","refusals":{"throttle":2,\
        "max position":1},"instruments":[{"symbol":"PF_XBTUSD","position":0.05,"entry":59955.5,"mark":60000.5,"unrealisedPnl":2.25,"stop":59000},\
        {"symbol":"PF_ETHUSD","position":0,"entry":0,"mark":3000,"unrealisedPnl":0,"stop":0}]}""";

    private static String table(final String json) {
        final ByteArrayOutputStream text = new ByteArrayOutputStream();
        new StatusTable(json).print(new PrintStream(text, true, StandardCharsets.UTF_8));
        return text.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldSayFirstWhatKeepsASessionFromTrading() {
        final String table = table(STATUS);

        assertEquals("  state     LATCHED (daily loss): no new risk until 'ctl unlatch --yes'; PAUSED: no new risk until 'ctl resume --yes'; "
            + "OBSERVING: sends no order until 'ctl arm'; WARMING UP until 2026-11-29T21:00:00Z", table.lines().findFirst().orElseThrow());
        assertTrue(table.contains("  doing     LONG by confluence of 2; at its target: holds 0.05, wants 0.05\n"), table);
        assertTrue(table.contains("NOT RECONCILED"), table);
        assertTrue(table.contains("10012.25 (realised 10, unrealised 2.25, fees 1.5, funding -0.25; today 12.25)"), table);
        assertTrue(table.contains("7 sent, 1 working, 6 fills, 3 refused by the risk gate (throttle 2, max position 1)"), table);
    }

    @Test
    void shouldSayEveryReasonOfALatchAndTheNumbersOfAnInvariant() {
        final String broken = InvariantText.of(Invariant.POSITION, 10_000_000, 20_000_000);

        assertEquals("", StateWords.latchReasons(0, broken));
        assertEquals("daily loss, kill command", StateWords.latchReasons(0b1010, broken));
        assertEquals("order unknown, invariant: the position is 0.2, the sum of its fills 0.1", StateWords.latchReasons(1 << 16 | 1 << 6, broken));
    }

    @Test
    void shouldListEachInstrumentWithItsStop() {
        final String[] lines = table(STATUS).split("\n");

        assertEquals("PF_XBTUSD 0.05 59955.5 60000.5 2.25 59000", lines[lines.length - 2].strip().replaceAll(" +", " "));
        assertEquals("PF_ETHUSD 0 - 3000 0 -", lines[lines.length - 1].strip().replaceAll(" +", " "), "no entry and no stop");
    }

    @Test
    void shouldFitTheTerminal() {
        assertEquals("short", LiveLine.fit("short", 80));
        assertEquals("0123456789", LiveLine.fit("0123456789", 11), "the last column stays free");
        assertEquals("01234567…", LiveLine.fit("0123456789", 10));
        assertEquals("…", LiveLine.fit("0123456789", 1));
    }
}

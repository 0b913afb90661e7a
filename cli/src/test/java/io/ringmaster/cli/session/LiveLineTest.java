package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.command.StatusTable;
import io.ringmaster.cli.session.SessionState.Hold;
import io.ringmaster.journal.InvariantText;
import io.ringmaster.schema.Invariant;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a person reads of a running session. */
class LiveLineTest {

    private static final String STATUS = """
        {"state":"%s","strategies":3,"ready":0,"lastReady":"2026-11-30T05:09:00Z","maxPosition":0.05,"maxPositionNow":0.005,\
        "rampUpEnds":"2026-11-30T20:00:00Z","eventTime":"2026-11-29T20:23:12.5Z","sequence":4711,"mark":60000.5,"position":0.05,"equity":10012.25,"armed":false,"orders":7,"working":1,\
        "fills":6,"refusedByRisk":3,"latched":true,"latchReason":"daily loss","paused":true,"closing":false,"warmingUp":true,\
        "warmupEnds":"2026-11-29T21:00:00Z","realisedPnl":10,"unrealisedPnl":2.25,"fees":1.5,"funding":-0.25,"dayPnl":12.25,\
        "doing":"LONG by confluence of 2; at its target: holds 0.05, wants 0.05","reconciled":false,"venue":"account feed up","refusals":{"throttle":2,\
        "max position":1},"instruments":[{"symbol":"PF_XBTUSD","position":0.05,"entry":59955.5,"mark":60000.5,"unrealisedPnl":2.25,"stop":59000},\
        {"symbol":"PF_ETHUSD","position":0,"entry":0,"mark":3000,"unrealisedPnl":0,"stop":0}]}""".formatted(new SessionState(
            "daily loss", EnumSet.of(Hold.PAUSED, Hold.OBSERVING), "2026-11-29T21:00:00Z", "2026-11-30T01:00:00Z", List.of("PF_ETHUSD")).sentence());
    private static final SessionState TRADING = state("", false, true);

    private static String table(final String json) {
        final ByteArrayOutputStream text = new ByteArrayOutputStream();
        new StatusTable(json).print(new PrintStream(text, true, StandardCharsets.UTF_8));
        return text.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldSayFirstWhatKeepsASessionFromTrading() {
        final String table = table(STATUS);

        assertEquals("  state     LATCHED (daily loss): no new risk until 'ctl unlatch --yes'; PAUSED: no new risk until 'ctl resume --yes'; "
            + "OBSERVING: sends no order, not even to close a position, until 'ctl arm'; PF_ETHUSD: position WITHOUT A STOP; "
            + "WARMING UP until 2026-11-29T21:00:00Z; WAITING: no strategy is ready before 2026-11-30T01:00:00Z", table.lines().findFirst().orElseThrow());
        assertTrue(table.contains("  doing     LONG by confluence of 2; at its target: holds 0.05, wants 0.05\n"), table);
        assertTrue(table.contains("  venue     account feed up, NOT RECONCILED\n"), table);
        assertTrue(table.contains("10012.25 (realised 10, unrealised 2.25, fees 1.5, funding -0.25; today 12.25)"), table);
        assertTrue(table.contains("7 sent, 1 working, 6 fills, 3 refused by the risk gate (throttle 2, max position 1)"), table);
    }

    @Test
    void shouldShowHowManyStrategiesAreReadyAndWhenTheLastOneIs() {
        assertTrue(table(STATUS).contains("\n  ready     0 of 3 strategies, the last at 2026-11-30T05:09:00Z\n"), table(STATUS));
        final String ready = STATUS.replace("\"ready\":0,\"lastReady\":\"2026-11-30T05:09:00Z\"", "\"ready\":3,\"lastReady\":null");
        assertTrue(table(ready).contains("\n  ready     3 of 3 strategies\n"), table(ready));
    }

    @Test
    void shouldShowTheSmallerLimitOfARampUpBesideTheConfiguredOne() {
        assertTrue(table(STATUS).contains("\n  limit     maxPosition 0.005 until 2026-11-30T20:00:00Z (risk.rampUp), then 0.05\n"), table(STATUS));
        final String whole = STATUS.replace("0.005,\"rampUpEnds\":\"2026-11-30T20:00:00Z\"", "0.05,\"rampUpEnds\":null");
        assertTrue(table(whole).contains("\n  limit     maxPosition 0.05\n"), table(whole));
    }

    private static SessionState state(final String latchReasons, final boolean isKilled, final boolean isArmed) {
        final Set<Hold> holds = EnumSet.noneOf(Hold.class);
        if (isKilled) {
            holds.add(Hold.KILLED);
        }
        if (!isArmed) {
            holds.add(Hold.OBSERVING);
        }
        return new SessionState(latchReasons, holds, null, null, List.of("PF_XBTUSD"));
    }

    @Test
    void shouldSayThatNotEvenAnExitPassesAfterAKillOrBeforeItIsArmed() {
        assertEquals("trading", TRADING.sentence());
        assertFalse(TRADING.areExitsBlocked());
        final SessionState killed = state("kill command", true, true);
        assertEquals("KILLED: sends nothing but cancels until 'ctl unlatch --yes'; PF_XBTUSD: position WITHOUT A STOP", killed.sentence());
        assertTrue(killed.areExitsBlocked());
        assertEquals("KILLED: sends nothing but cancels until 'ctl unlatch --yes'; LATCHED (daily loss, kill command): no new risk until"
            + " 'ctl unlatch --yes'; PF_XBTUSD: position WITHOUT A STOP", state("daily loss, kill command", true, true).sentence());
        final SessionState observing = state("", false, false);
        assertEquals("OBSERVING: sends no order, not even to close a position, until 'ctl arm'; PF_XBTUSD: position WITHOUT A STOP", observing.sentence());
        assertTrue(observing.areExitsBlocked());
        final SessionState latched = state("daily loss", false, true);
        assertEquals("LATCHED (daily loss): no new risk until 'ctl unlatch --yes'", latched.sentence(), "exits and stops pass a latch");
        assertFalse(latched.areExitsBlocked());
    }

    @Test
    void shouldNoteWhatKeepsACommandFromHavingItsEffect() {
        assertNull(TRADING.noteOnCloseAll());
        assertNull(state("daily loss", false, true).noteOnCloseAll(), "an exit passes a latch");
        assertEquals("no order is sent while the session is killed: use 'ctl unlatch --yes' to let it close the position",
            state("kill command", true, true).noteOnCloseAll());
        assertEquals("no order is sent while the session only observes: use 'ctl arm' to let it close the position",
            state("", false, false).noteOnCloseAll());
        assertEquals("no order is sent while the session is killed and not armed: use 'ctl unlatch --yes', then 'ctl arm' to let it close the position",
            state("kill command", true, false).noteOnCloseAll());
        final SessionState ending = new SessionState("", EnumSet.of(Hold.STANDING_DOWN), null, null, List.of());
        assertEquals("the session is ending and sends nothing but cancels: close the position at the venue", ending.noteOnCloseAll());

        final SessionState pausedAndLatched = new SessionState("daily loss", EnumSet.of(Hold.PAUSED), null, null, List.of());
        assertEquals("the session does not trade yet: LATCHED (daily loss): no new risk until 'ctl unlatch --yes'", pausedAndLatched.noteOnResume());
        assertEquals("the session does not trade yet: PAUSED: no new risk until 'ctl resume --yes'", pausedAndLatched.noteOnUnlatch());
        assertNull(state("kill command", true, true).noteOnUnlatch());
        assertNull(TRADING.noteOnResume());
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

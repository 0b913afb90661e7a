package io.ringmaster.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import org.junit.jupiter.api.Test;

class RingAndSoakTest {

    @Test
    void shouldPutEachRingBesideItsBareOne() {
        final Cli.Result result = Cli.run("bench", "ring", "--events", "3000", "--rounds", "1", "--waiting", "blocking", "--json");
        assertEquals(0, result.exitCode(), result.err());
        for (final String key : new String[] {"\"spread\":", "\"bare_diamond\":", "\"compact\":", "\"bare_hop\":", "\"spreadShare\":", "\"compactShare\":"}) {
            assertTrue(result.out().contains(key), result.out());
        }
    }

    @Test
    void shouldPutTheJournalBesideTheBareQueue() {
        final Cli.Result result = Cli.run("bench", "journal", "--records", "400", "--rounds", "1", "--together", "4", "--json");
        assertEquals(0, result.exitCode(), result.err());
        for (final String kind : new String[] {"queue", "alone", "together"}) {
            assertTrue(result.out().contains("{\"kind\":\"" + kind + "\",\"appendNs\":"), result.out());
        }
        assertTrue(result.out().contains("\"appendTimesQueue\":1.0,\"readTimesQueue\":1.0,"), result.out());
    }

    @Test
    void shouldCountWhatASessionAllocates() {
        final Cli.Result result = Cli.run("bench", "soak", "--minutes", "0.005", "--rate", "10000", "--warm-up", "100", "--json");
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains("\"events\":3000,"), result.out());
        assertTrue(result.out().contains("\"bytesByThread\":"), result.out());
    }

    @Test
    void shouldRefuseNumbersThatMeanNothing() {
        assertEquals(2, Cli.run("bench", "ring", "--rounds", "0").exitCode());
        assertEquals(2, Cli.run("bench", "soak", "--minutes", "0").exitCode());
        assertEquals(2, Cli.run("bench", "journal", "--records", "10", "--together", "3").exitCode());
        assertEquals(2, Cli.run("bench", "journal", "--bytes", "0").exitCode());
    }
}

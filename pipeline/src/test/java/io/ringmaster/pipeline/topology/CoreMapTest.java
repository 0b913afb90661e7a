package io.ringmaster.pipeline.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.pipeline.core.account.AccountTrades;
import io.ringmaster.pipeline.handler.EventSlot;
import io.ringmaster.pipeline.handler.StageHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CoreMapTest {

    private static final String SEVEN = "publisher 2, stage-journal 3, stage-market 4, stage-shard-0 5, stage-shard-1 6, stage-decision 7,"
        + " stage-sequencer 8";

    private static TopologySettings settings(final String yaml) {
        return Configuration.bind(TopologySettings.class, "test", yaml, Map.of());
    }

    private static String map(final String yaml, final String cores) {
        return CoreMap.of(settings(yaml).onCores(CoreList.parse(cores))).text();
    }

    @Test
    void shouldReadListsAsLinuxWritesThem() {
        assertEquals(List.of(2, 3, 4, 5, 8), CoreList.parse("2-5,8"));
        assertEquals(List.of(7, 1), CoreList.parse(" 7, 1 "));
        assertEquals("7,1", CoreList.text(List.of(7, 1)));
    }

    @Test
    void shouldSayWhatIsWrongWithAList() {
        for (final String wrong : List.of("", "2-", "5-2", "x", "-1", "2,,3", "[2, 3]", "99999")) {
            final IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> CoreList.parse(wrong), wrong);
            assertEquals("cores must be off, auto, or a list of cores such as 2-5,8: cores=" + wrong, thrown.getMessage());
        }
        assertEquals(
            "cores names core 3 twice: cores=2-4,3", assertThrows(IllegalArgumentException.class, () -> CoreList.parse("2-4,3")).getMessage());
    }

    @Test
    void shouldGiveEachThreadACoreInTheOrderOfAnEvent() {
        assertEquals(SEVEN, map("{mode: spread, shards: 2}", "2-8"));
        assertEquals(SEVEN, map("{mode: spread}", "2-8"));          // All cores beside the fixed threads become shards.
        assertEquals("publisher 3", map("{mode: compact}", "3,4"));
    }

    @Test
    void shouldSpreadOverBoundCoresHoweverFewProcessorsTheJvmCounts() {
        final TopologySettings resolved = settings("{}").onCores(CoreList.parse("2-7"));

        assertEquals(TopologySettings.Mode.SPREAD, resolved.mode());
        assertEquals(1, resolved.shards());
        assertEquals(TopologySettings.Waiting.BUSY_SPIN, resolved.waiting());
        assertEquals(4, settings("{}").onCores(CoreList.parse("2-20")).shards());
    }

    @Test
    void shouldTakeOneThreadOnFewCoresUnlessSpreadIsAskedFor() {
        assertEquals(TopologySettings.Mode.COMPACT, settings("{}").onCores(CoreList.parse("2-6")).mode());
        assertEquals(TopologySettings.Mode.COMPACT, settings("{shards: 3}").onCores(CoreList.parse("2-8")).mode());
        assertNull(settings("{mode: spread}").onCores(CoreList.parse("2-6")));
        assertNull(settings("{mode: spread, shards: 3}").onCores(CoreList.parse("2-8")));
        assertNull(settings("{}").onCores(List.of()));
    }

    /** A replay, a shadow or a backtest with the session's settings must not take the cores of the session. */
    @Test
    void shouldBindNoThreadOfAnotherTopology() {
        final TopologySettings bound = settings("{mode: spread}").onCores(CoreList.parse("2-8"));

        assertEquals(CoreMap.NONE, CoreMap.of(bound.withMode(TopologySettings.Mode.COMPACT)));
        assertEquals(CoreMap.NONE, CoreMap.of(bound.on(16)));
        assertEquals(CoreMap.NONE, CoreMap.of(bound.oneThread()));
        assertEquals(CoreMap.NONE, CoreMap.of(settings("{cores: 2-8}").on(16)));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldBindThreadsToTheirCoresAndNotThoseThatTheyStart() {
        final String before = allowed();
        final int core = CoreList.parse(before).getLast();
        final Map<String, String> seen = new ConcurrentHashMap<>();
        final StageHandler looking = (slot, sequence, endOfBatch) -> seen.put(Thread.currentThread().getName(), allowed());
        // Two of the threads, on one core, so that a machine with two cores is enough.
        final CoreMap map = new CoreMap(List.of(new CoreMap.Place("publisher", core), new CoreMap.Place("stage-decision", core)));
        final TopologySettings settings =
            new TopologySettings(TopologySettings.Mode.SPREAD, 1, 64, TopologySettings.Waiting.SLEEPING, 16, 1_000_000_000L, false);
        try (Pin _ = map.pinPublisher()) {
            seen.put("publisher", allowed());
            try (EventRing ring = new SpreadRing(
                () -> new EventSlot(1, 1, new AccountTrades.Store()), settings, map,
                new Stages(looking, looking, List.of(looking), looking, looking), new HaltOnFailure(() -> { }))) {
                ring.claim();
                ring.publish();
                ring.awaitSequenced(ring.published());
            }
        }

        final String one = String.valueOf(core);
        assertEquals(before, allowed());
        assertEquals(
            Map.of("publisher", one, "stage-decision", one, "stage-journal", before, "stage-market", before, "stage-shard-0", before,
                "stage-sequencer", before), seen);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldNameTheCoreThatTheSystemRefuses() {
        final String before = allowed();
        final CoreMap map = new CoreMap(List.of(new CoreMap.Place("publisher", 1_000)));

        final String message = assertThrows(IllegalStateException.class, map::tryAll).getMessage();

        assertTrue(message.startsWith("the system refuses core 1000 to a thread: is it online, "), message);
        assertEquals(before, allowed());
    }

    private static String allowed() {
        try {
            return Files.readAllLines(Path.of("/proc/thread-self/status")).stream().filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElseThrow();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

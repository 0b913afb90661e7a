package io.ringmaster.cli.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoreChoiceTest {

    private static final String NOT_BOUND = ": no thread is bound to a core. './ringmaster doctor' tells how to isolate cores.";

    @TempDir
    private Path root;
    private MadeMachine machine;

    @BeforeEach
    void makeMachine() {
        machine = new MadeMachine(root).cores(16, 8);
    }

    private CoreChoice choice(final String yaml) {
        return CoreChoice.of(Configuration.bind(TopologySettings.class, "test", yaml, Map.of()), machine.files(), 2);
    }

    @Test
    void shouldTakeTheIsolatedCoresOfTheLargestGroupThatSharesACache() {
        machine.isolated("4-15");

        assertEquals(
            "threads on cores: publisher 8, stage-journal 9, stage-market 10, stage-shard-0 11, stage-shard-1 12, stage-shard-2 13,"
                + " stage-decision 14, stage-sequencer 15", choice("cores: auto").said());
    }

    @Test
    void shouldLeaveCoreZeroAndTheSecondHyperthreadOfACoreAlone() {
        machine.cores(16, 16).isolated("0-15");
        for (int i = 0; i < 16; i++) {
            machine.with("sys/devices/system/cpu/cpu" + i + "/topology/thread_siblings_list", i % 8 + "," + (i % 8 + 8));
        }

        // Of the pair 0 and 8, core 8 is free.
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8), new Cores(machine.files()).forHotThreads());
    }

    @Test
    void shouldSayWhyNoThreadIsBound() {
        assertEquals("topology.cores is auto, but this machine has no isolated core" + NOT_BOUND, choice("cores: auto").said());
        machine.isolated("1-3");

        final CoreChoice few = choice("{cores: auto, mode: spread}");

        assertEquals("topology.cores is auto, but 3 isolated core(s) share a cache (1,2,3), but spread needs 6" + NOT_BOUND, few.said());
        assertEquals(TopologySettings.OFF, few.topology().cores());
        assertEquals("threads on cores: publisher 1", choice("cores: auto").said());
    }

    @Test
    void shouldSayNothingIfCoresAreNotAskedFor() {
        machine.isolated("1-15");

        assertEquals("", choice("{}").said());
        assertEquals(TopologySettings.OFF, choice("{}").topology().cores());
    }

    @Test
    void shouldRefuseAListThatDoesNotFit() {
        assertEquals(
            "topology.cores: core 16 is not online; this machine has 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15. Change the list, or set auto.",
            assertThrows(InvalidInputException.class, () -> choice("cores: 14-16")).getMessage());
        assertEquals(
            "topology.cores names 3 core(s), but spread needs 8: publisher, journal, market, shards, decision and sequencer. Name more cores, or"
                + " set topology.mode to compact, which needs one.",
            assertThrows(InvalidInputException.class, () -> choice("{cores: 1-3, mode: spread, shards: 3}")).getMessage());
        assertEquals("threads on cores: publisher 3", choice("{cores: '3', mode: compact}").said());
    }
}

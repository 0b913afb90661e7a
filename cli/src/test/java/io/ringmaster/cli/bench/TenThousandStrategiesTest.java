package io.ringmaster.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.OutputDigest;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.DecisionDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.RecommendationsDecoder;
import io.ringmaster.schema.VirtualTradesDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 10,000 strategies of four timeframes go through the whole pipeline: they decide, trade and are journaled in records of limited length. */
class TenThousandStrategiesTest {

    private static final int STRATEGIES = 10_000;
    private static final int MINUTES = 150;
    private static final int LONGEST_RECORD = 16_384;
    private static final Settings SETTINGS = Settings.readResource("/bench/scale.yaml", Map.of());

    private final Map<Integer, Long> counts = new TreeMap<>();
    private int longest;

    @ParameterizedTest
    @ValueSource(strings = {"confluence", "experts"})
    void shouldDecideAndTradeInRecordsOfLimitedLength(final String policy) {
        final String compact = play(policy, TopologySettings.Mode.COMPACT, 1);

        assertTrue(longest <= LONGEST_RECORD, "longest=" + longest);
        assertTrue(count(DecisionDecoder.TEMPLATE_ID) >= MINUTES - 61, counts::toString);
        assertTrue(count(OrderIntentDecoder.TEMPLATE_ID) > 0, counts::toString);
        assertTrue(count(RecommendationsDecoder.TEMPLATE_ID) > MINUTES, counts::toString);
        assertTrue(count(VirtualTradesDecoder.TEMPLATE_ID) > MINUTES / 2, counts::toString);
        assertEquals(compact, play(policy, TopologySettings.Mode.SPREAD, 3), "three shards on three threads say the same");
    }

    private long count(final int templateId) {
        return counts.getOrDefault(templateId, 0L);
    }

    /** Returns the digest of the outputs. */
    private String play(final String policy, final TopologySettings.Mode mode, final int shards) {
        final Settings settings = Settings.readResource("/bench/scale.yaml", Map.of("policy.type", policy, "policy.experts.deadZone", "0.001"));
        final EngineConfig config = new EngineConfig(
            settings.session(), settings.instruments(), ManyStrategies.specs(STRATEGIES, 1, ""), settings.policy(), settings.execution(),
            settings.risk());
        final TopologySettings topology = SETTINGS.topology().withMode(mode).withoutTiming().withShards(shards).on(4);
        final OutputDigest digest = new OutputDigest((buffer, offset, length) -> {
            counts.merge(InputMessage.templateId(buffer, offset), 1L, Long::sum);
            longest = Math.max(longest, length);
        });
        try (WalkingMarket market = new WalkingMarket(1);
             Engine engine = new Engine(config, topology, new Connections((sequence, buffer, offset, length) -> { }, digest))) {
            final SimulatedVenue venue = new SimulatedVenue(
                List.copyOf(settings.instruments()), settings.venue(), config.session().initialCashE8(), config.session().seed(), engine);
            final LockstepDriver driver = new LockstepDriver(engine, market, venue, config.session().tickNs(), Pacer.UNPACED, Interjections.NONE);
            new SessionMessages(engine).start(driver.firstTimeNs(), config, "test", "");
            driver.run(MINUTES * ManyStrategies.MINUTE_NS);
        }
        return digest.finish();
    }
}

package io.ringmaster.lab.backtest;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The inputs and outputs of a session against the simulated venue, and what another engine says of the same inputs. */
public final class RecordedSession {

    private static final int AT_ONCE = 50;

    private final EngineConfig config;
    private final Configurations configurations;
    private final List<UnsafeBuffer> inputs = new ArrayList<>();
    private final List<UnsafeBuffer> outputs = new ArrayList<>();

    /** @param configurations those that the session may change to, by their hashes */
    RecordedSession(final EngineConfig config, final Configurations configurations) {
        this.config = config;
        this.configurations = configurations;
    }

    RecordedSession(final EngineConfig config) {
        this(config, sha256 -> config);
    }

    /** Plays a market, on one thread. */
    RecordedSession play(final MarketDataSource market, final long seed, final Function<Engine, Interjections> operator) {
        try (Engine engine = new Engine(config, topology(TopologySettings.Mode.COMPACT, 1), new Connections(
            (sequence, buffer, offset, length) -> inputs.add(copy(buffer, offset, length)),
            (buffer, offset, length) -> outputs.add(copy(buffer, offset, length))), configurations)) {
            final SimulatedVenue venue = new SimulatedVenue(
                config.instruments(), bind(VenueSettings.class, "{orderLatency: 20ms, reportLatency: 20ms, reportInterval: 10s}"),
                config.session().initialCashE8(), seed, engine);
            final LockstepDriver driver = new LockstepDriver(
                engine, market, venue, config.session().tickNs(), Pacer.UNPACED, operator.apply(engine));
            new SessionMessages(engine).start(driver.firstTimeNs(), config, "test", "0".repeat(64));
            driver.run(Long.MAX_VALUE - 1);
        }
        return this;
    }

    /** An engine that has heard nothing yet, and what it will say. */
    final class Again implements AutoCloseable {

        private final List<UnsafeBuffer> said = new ArrayList<>();
        private final Engine engine;

        private Again(final TopologySettings.Mode mode, final int shards) {
            engine = new Engine(config, topology(mode, shards), new Connections(
                (sequence, buffer, offset, length) -> { }, (buffer, offset, length) -> said.add(copy(buffer, offset, length))), configurations);
        }

        /** Hears the inputs from one index to another. Many of them are on their way at once. */
        Again hear(final int from, final int to) {
            for (int i = from; i < to; i++) {
                engine.onInput(inputs.get(i), 0, inputs.get(i).capacity());
                if (i % AT_ONCE == 0 || i == to - 1) {
                    engine.awaitAll();
                    engine.discardOrders();
                }
            }
            return this;
        }

        Engine engine() {
            return engine;
        }

        List<UnsafeBuffer> said() {
            return said;
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    Again again(final TopologySettings.Mode mode, final int shards) {
        return new Again(mode, shards);
    }

    /** What another engine says of all inputs. */
    List<UnsafeBuffer> replayed(final TopologySettings.Mode mode, final int shards) {
        try (Again again = again(mode, shards)) {
            return again.hear(0, inputs.size()).said();
        }
    }

    /** The input with a sequence is at that index less 1. */
    List<UnsafeBuffer> inputs() {
        return inputs;
    }

    List<UnsafeBuffer> outputs() {
        return outputs;
    }

    static int templateId(final DirectBuffer message) {
        return new MessageHeaderDecoder().wrap(message, 0).templateId();
    }

    public static UnsafeBuffer copy(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        return new UnsafeBuffer(copy);
    }

    public static <T extends Record> T bind(final Class<T> type, final String yaml) {
        return Configuration.bind(type, "test", yaml, Map.of());
    }

    public static TopologySettings topology(final TopologySettings.Mode mode, final int shards) {
        return Configuration.bind(
            TopologySettings.class, "test",
            "mode: " + mode.name().toLowerCase(Locale.ROOT) + "\nshards: " + shards + "\ntiming: false\nwaiting: blocking\n", Map.of()).on(1);
    }

    /** The first events of a market. */
    public static MarketDataSource first(final int events, final MarketDataSource market) {
        return new MarketDataSource() {

            private int left = events;

            @Override
            public int next(final MutableDirectBuffer buffer) {
                return left-- > 0 ? market.next(buffer) : 0;
            }

            @Override
            public void close() {
                market.close();
            }
        };
    }
}

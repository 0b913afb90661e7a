package io.ringmaster.cli.command;

import io.ringmaster.cli.session.Recording;
import io.ringmaster.cli.session.SimulatedKey;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.exchange.server.WireServer;
import io.ringmaster.exchange.wire.FaultSchedule;
import io.ringmaster.exchange.wire.MarketThatGoesOn;
import io.ringmaster.exchange.wire.RandomMarket;
import io.ringmaster.exchange.wire.Venue;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sim}: serves the simulated venue to any client that speaks Kraken's protocol. */
@Command(
    name = "sim",
    description = "Serves the simulated Kraken for any client.",
    mixinStandardHelpOptions = true,
    subcommands = SimCommand.Serve.class,
    footer = {"", "Example:", "  ./ringmaster sim serve --port 8080 --faults examples/faults.yaml"})
public final class SimCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Choose what to do: serve.");
    }

    @Command(
        name = "serve",
        description = {
            "Serves Kraken Derivatives' protocol on loopback (REST v3, WebSocket v1) and Spot's public WebSocket v2. It matches orders against a"
                + " random or a recorded market and can inject faults by a schedule. It runs until you interrupt it.",
            "A client of the real venue needs only other addresses and another key."},
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ./ringmaster sim serve --port 8080 --seed 7"})
    static final class Serve implements Callable<Integer> {

        private static final long START_PRICE_E8 = 60_000 * FixedPoint.ONE;

        @Option(names = "--port", description = "port on loopback; 0: any free port (default: ${DEFAULT-VALUE})", defaultValue = "8080")
        private int port;

        @Option(names = "--data", description = "a recording in Binance L2 format instead of the random market; 'demo' is the bundled one")
        private String data;

        @Option(names = "--then-random", description = "when the recording ends, continue with a random market from its last trade;"
            + " otherwise the market stands still")
        private boolean thenRandom;

        @Option(names = "--speed", description = "speed factor for the recording (default: ${DEFAULT-VALUE})", defaultValue = "1")
        private double speed;

        @Option(names = "--symbol", description = "symbol of the product (default: ${DEFAULT-VALUE})", defaultValue = "PF_XBTUSD")
        private String symbol;

        @Option(names = "--cash", description = "cash of the account, in USD (default: ${DEFAULT-VALUE})", defaultValue = "100000")
        private String cash;

        @Option(names = "--seed", description = "seed of the random market and of identifiers (default: ${DEFAULT-VALUE})", defaultValue = "1")
        private long seed;

        @Option(names = "--faults", description = "file with rules for faults; see examples/faults.yaml")
        private Path faults;

        @Option(names = "--audit", description = "write every request and every change of the account to this file, one JSON object per line")
        private Path audit;

        @Option(names = "--seconds", description = "end after this many seconds; 0: never (default: ${DEFAULT-VALUE})", defaultValue = "0")
        private long seconds;

        @Override
        public Integer call() throws InterruptedException {
            if (!(speed > 0)) {
                throw new InvalidInputException("--speed must be above 0: " + speed);
            }
            final FaultSchedule schedule = faults == null ? FaultSchedule.none() : new FaultSchedule(
                Configuration.bind(FaultSchedule.Settings.class, faults.toString(), Settings.readText(faults), Map.of()));
            final InstrumentDefinition product =
                InstrumentDefinition.perpetual(symbol, data == null ? FixedPoint.ONE : FixedPoint.ONE / 10);
            final Venue venue = new Venue(
                List.of(product), VenueSettings.defaults(), List.of(SimulatedKey.withCash(cashE8())), false, seed, schedule,
                System::currentTimeMillis);
            try (PrintStream lines = auditLines(); WireServer server = new WireServer(venue, market(product), speed)) {
                if (lines != null) {
                    venue.auditTo(lines::println);
                }
                print(server.start(port));
                serveOn(server);
                if (lines != null && lines.checkError()) {
                    throw new IllegalStateException("cannot write " + audit + ": is the disk full?");
                }
            }
            return 0;
        }

        /** Null if no audit is requested. */
        private PrintStream auditLines() {
            try {
                return audit == null ? null : new PrintStream(Files.newOutputStream(audit), true, StandardCharsets.UTF_8);
            } catch (final IOException e) {
                throw new InvalidInputException("--audit: cannot write " + audit + " (" + e.getMessage() + "). Give a file in a folder that exists.", e);
            }
        }

        private long cashE8() {
            try {
                return FixedPoint.parse(cash);
            } catch (final NumberFormatException e) {
                throw new InvalidInputException("--cash must be an amount of USD: " + cash, e);
            }
        }

        private MarketDataSource market(final InstrumentDefinition product) {
            if (data == null) {
                return new RandomMarket(product, 0, START_PRICE_E8, System.currentTimeMillis() * 1_000_000, seed);
            }
            final MarketDataSource recorded = (data.equals("demo") ? Recording.bundled() : Recording.of(Path.of(data))).open();
            return thenRandom ? new MarketThatGoesOn(recorded, product, seed) : recorded;
        }

        private void print(final int bound) {
            System.out.println("  REST     http://127.0.0.1:" + bound + "/derivatives/api/v3/");
            System.out.println("  feeds    ws://127.0.0.1:" + bound + "/ws/v1");
            System.out.println("  spot     ws://127.0.0.1:" + bound + "/v2, the same market as " + Venue.SPOT_PAIR);
            System.out.println("  product  " + symbol);
            System.out.println("  key      " + SimulatedKey.KEY);
            System.out.println("  secret   " + SimulatedKey.SECRET);
            System.out.println("  Interrupt it to end.");
            System.out.flush();
        }

        private void serveOn(final WireServer server) throws InterruptedException {
            final CountDownLatch end = new CountDownLatch(1);
            final long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            while ((seconds == 0 || System.nanoTime() < untilNs) && server.failure() == null) {
                end.await(100, TimeUnit.MILLISECONDS);
            }
            if (server.failure() != null) {
                throw new IllegalStateException("the venue failed", server.failure());
            }
        }
    }
}

package io.ringmaster.cli.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of real sessions, asked for over HTTP, are what the text of their journals says. */
class MetricsTest {

    /** Trades, then loses more than it may, so that it latches; one strategy throws, one is too slow. */
    static final String TROUBLED = """
        session: {seed: 71, initialCash: 10000, warmup: 20s, tick: 1s}
        instruments: [{symbol: BTCUSDT, tick: 0.1}]
        policy: {type: single, strategy: cross-1s}
        risk: {maxDailyLoss: 5}
        strategies:
          - {id: cross-1s, type: rule, timeframe: 1s, parameters: {long: close crosses above sma(5), short: close crosses below sma(5)}}
          - {id: thrower, type: rule, timeframe: 1s, parameters: {long: close > sma(20), long_stop: close*1e300}}
          - {id: slow, type: supertrend, timeframe: 1s, budget: 1ns}
        """;
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/metrics");
    private static final long DEADLINE_SECONDS = 120;

    @TempDir
    private Path directory;

    static Map<String, String> demo(final Path session, final String configuration) throws IOException {
        final Path config = Files.writeString(session.resolveSibling(session.getFileName() + ".yaml"), configuration);
        final Cli.Result played = Cli.run(
            "demo", "--config", config.toString(), "--json", "--speed", "0", "--no-wire", "--seconds", "120", "--journal", session.toString());
        assertEquals(0, played.exitCode(), played.err());
        return played.json();
    }

    @Test
    void shouldServeWhatTheJournalsSay() throws Exception {
        final Path session = directory.resolve("session");
        final Map<String, String> played = demo(session, TROUBLED);
        final Map<String, String> before = listing(session);
        final Path output = directory.resolve("metrics.txt");
        final Process process = Cli.start(output, Map.of("JDK_JAVA_OPTIONS", "-verbose:class"), "metrics", session.toString(), "--port", "0");
        try {
            final String url = url(process, output);
            await("all was read", () -> Scrape.of(url).containsKey("ringmaster_equity_usd"));
            final Map<String, Double> served = Scrape.of(url);

            final Map<String, Double> expected = DumpFold.of(session);
            assertTrue(expected.size() > 50, "only " + expected.size() + " values are compared");
            final Map<String, Double> shown = new TreeMap<>();
            expected.keySet().forEach(key -> shown.put(key, served.get(key)));
            assertEquals(expected, shown);
            for (final Map.Entry<String, String> figure : Map.of(
                "equity", "ringmaster_equity_usd", "realisedPnl", "ringmaster_realised_pnl_usd", "fees", "ringmaster_fees_usd", "position",
                "ringmaster_position_quantity{instrument=\"BTCUSDT\"}", "orders", "ringmaster_orders_sent_total").entrySet()) {
                assertEquals(Double.parseDouble(played.get(figure.getKey())), served.get(figure.getValue()), figure.getKey());
            }
            assertEquals(
                Double.parseDouble(played.get("fills")),
                served.entrySet().stream().filter(each -> each.getKey().startsWith("ringmaster_fills_total")).mapToDouble(Map.Entry::getValue).sum());
            assertTrue(served.get("ringmaster_limit_use_ratio{effect=\"LATCHES\",limit=\"maxDailyLoss\"}") > 1, "the limit was passed");
            assertEquals(1, served.get("ringmaster_hold{kind=\"LATCHED\"}"));
            assertEquals(1, served.get("ringmaster_session_state{state=\"ENDED\"}"));

            assertEquals(List.of("RingmasterLatched", "RingmasterQuarantine"), Alerts.firing(served), "a session that ended is near no limit");
            final Map<String, Double> running = new TreeMap<>(served);
            running.remove("ringmaster_session_state{state=\"ENDED\"}");
            assertEquals(List.of("RingmasterLatched", "RingmasterLimitNear", "RingmasterQuarantine"), Alerts.firing(running));

            assertEquals(405, Scrape.request("POST", url).statusCode());
            assertEquals(405, Scrape.request("DELETE", url).statusCode());
            final HttpResponse<String> elsewhere = Scrape.request("GET", url + "/../session.yaml");
            assertEquals(404, elsewhere.statusCode());
            assertEquals("The metrics are at /metrics.\n", elsewhere.body());
            assertEquals(200, Scrape.request("GET", url.replace("/metrics", "/-/healthy")).statusCode());
        } finally {
            process.destroy();
            assertTrue(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS), "it does not end");
        }
        final Cli.Result printed = Cli.run("metrics", session.toString(), "--once");
        assertEquals(0, printed.exitCode(), printed.err());
        assertEquals(Double.parseDouble(played.get("equity")), Scrape.read(printed.out()).get("ringmaster_equity_usd"));
        assertTrue(printed.out().contains("# HELP ringmaster_equity_usd Cash and unrealised profit\n# TYPE ringmaster_equity_usd gauge\n"), printed.out());

        assertEquals(before, listing(session));
        final List<String> loaded = Files.readAllLines(output).stream().filter(line -> line.contains("javafx")).toList();
        assertEquals(List.of(), loaded, "this process needs no window");
    }

    @Test
    void shouldRefuseWhatItCannotServe() throws Exception {
        final Path empty = Files.createDirectory(directory.resolve("empty"));
        final Cli.Result noSession = Cli.run("metrics", empty.toString());
        assertEquals(2, noSession.exitCode());
        assertEquals("ringmaster: " + empty + " holds no session: input/ is missing. Give the directory of a session, or --wait for one that starts later.\n",
            noSession.err());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            final Cli.Result inUse = Cli.run("metrics", empty.toString(), "--wait", "--port", Integer.toString(taken.getLocalPort()));
            assertEquals(2, inUse.exitCode());
            assertEquals("ringmaster: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": Address already in use. Give another port.\n", inUse.err());
        }
        final Cli.Result noPort = Cli.run("metrics", empty.toString(), "--wait", "--port", "70000");
        assertEquals(2, noPort.exitCode());
        assertEquals("ringmaster: --port must be from 0 to 65535: 70000\n", noPort.err());
        final Cli.Result noAddress = Cli.run("metrics", empty.toString(), "--wait", "--address", "192.0.2.1", "--port", "0");
        assertEquals(2, noAddress.exitCode());
        assertTrue(noAddress.err().startsWith("ringmaster: cannot listen on 192.0.2.1:0: "), noAddress.err());
    }

    /** Where a process of {@code metrics} can be asked. */
    static String url(final Process process, final Path output) throws Exception {
        final String[] found = new String[1];
        await("the process names its address", () -> {
            assertTrue(process.isAlive(), () -> "it ended: " + output);
            final Matcher matcher = URL.matcher(Files.readString(output));
            found[0] = matcher.find() ? matcher.group() : null;
            return found[0] != null;
        });
        return found[0];
    }

    /** Something that becomes true. */
    interface Claim {
        boolean isTrue() throws Exception;
    }

    static void await(final String what, final Claim claim) throws Exception {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!claim.isTrue()) {
            assertFalse(System.nanoTime() > deadlineNs, "after " + DEADLINE_SECONDS + " s it is not true that " + what);
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** Names, lengths and times of change of everything below a directory. */
    private static Map<String, String> listing(final Path session) throws IOException {
        final Map<String, String> found = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(session)) {
            for (final Path path : walk.toList()) {
                found.put(path.toString(), (Files.isDirectory(path) ? "" : Files.size(path) + " ") + Files.getLastModifiedTime(path));
            }
        }
        return found;
    }
}

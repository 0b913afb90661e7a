package io.ringmaster.signals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Feeds and tables from a real HTTP server on this machine, which answers what a test wants. */
class WebSourcesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T14:30:00Z");
    private static final long SECOND_NS = 1_000_000_000L;
    /** No answer of the server here takes so long, on however slow a machine: only the one that never comes is given up. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** How many answers a slow machine misses with it does not matter: one that comes in time is read. */
    private static final Duration IMPATIENCE = Duration.ofSeconds(1);
    private static final String RSS = """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0"><channel><title>Wire</title><link>http://x/</link><description>d</description>
        <item><title>Exchange halts withdrawals after &lt;b&gt;hack&lt;/b&gt;</title><link>http://x/1</link><guid>1</guid>
          <pubDate>Mon, 02 Mar 2026 14:20:00 GMT</pubDate></item>
        <item><title>SEC decision: spot ETF approved</title><link>http://x/2</link><guid>2</guid>
          <pubDate>Mon, 02 Mar 2026 14:25:00 GMT</pubDate></item>
        <item><title>An old hack</title><link>http://x/3</link><guid>3</guid><pubDate>Mon, 02 Mar 2026 13:59:00 GMT</pubDate></item>
        <item><title>Hackathon in Lisbon</title><link>http://x/4</link><guid>4</guid><pubDate>Mon, 02 Mar 2026 14:29:00 GMT</pubDate></item>
        </channel></rss>
        """;
    private static final String ATOM = """
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><id>urn:w</id><updated>2026-03-02T14:28:00Z</updated>
        <entry><title>Regulators move</title><id>urn:1</id><updated>2026-03-02T14:28:00Z</updated><summary>They will ban mining</summary></entry>
        </feed>
        """;

    private final Heard heard = new Heard();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private volatile Answer answer;

    /** What the server says to the n-th request. */
    private interface Answer {

        void to(HttpExchange exchange, int n) throws IOException;
    }

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(String.valueOf(exchange.getRequestHeaders().getFirst("If-None-Match")));
            answer.to(exchange, asked.size());
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private static void say(final HttpExchange exchange, final int status, final String body) throws IOException {
        final byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String url() {
        return "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort() + "/";
    }

    private OutsideSources feed(final SignalSettings.Rule... rules) throws IOException {
        return feed(PATIENCE, rules);
    }

    private OutsideSources feed(final Duration patience, final SignalSettings.Rule... rules) throws IOException {
        return new OutsideSources(
            new SignalSettings("", "", List.of(new SignalSettings.Feed(url(), SECOND_NS / 50, 1_800 * SECOND_NS, "PF_XBTUSD", List.of(rules))),
                List.of()), heard.queue, InstantSource.fixed(NOW), patience);
    }

    private OutsideSources flows() throws IOException {
        return new OutsideSources(
            new SignalSettings("", "", List.of(), List.of(new SignalSettings.Flow(url(), SECOND_NS / 50, ""))), heard.queue,
            InstantSource.fixed(NOW), PATIENCE);
    }

    private static SignalSettings.Rule rule(final String score, final String... words) {
        return new SignalSettings.Rule(List.of(words), score);
    }

    @Test
    void shouldMakeNewsOnceOfEntriesARuleFits() throws IOException {
        answer = (exchange, n) -> say(exchange, 200, RSS);
        try (OutsideSources sources = feed(rule("-0.9", "hack"), rule("0.8", "etf", "APPROVED"))) {
            heard.until(() -> asked.size() > 3);
            assertEquals(2, sources.counts().getFirst().takenCount());
        }
        final long first = Instant.parse("2026-03-02T14:20:00Z").toEpochMilli();
        assertEquals(
            List.of(
                "NEWS 0 " + first + " -0.9 Exchange halts withdrawals after  hack",
                "NEWS 0 " + (first + 300_000) + " 0.8 SEC decision: spot ETF approved"), heard.messages);
    }

    @Test
    void shouldReadAtomAndScoreByTheLexicon() throws IOException {
        answer = (exchange, n) -> say(exchange, 200, ATOM);
        try (OutsideSources sources = feed(rule("", "ban"))) {
            heard.until(() -> heard.messages.size() == 1);
            assertEquals(0, sources.counts().getFirst().failureCount());
        }
        final double ban = -2.4;
        assertTrue(heard.messages.getFirst().contains(" " + ban / Math.sqrt(ban * ban + 15) + " Regulators move"), heard.messages.toString());
    }

    @Test
    void shouldAskOnlyForWhatHasChanged() throws IOException {
        answer = (exchange, n) -> {
            exchange.getResponseHeaders().add("ETag", "\"a\"");
            say(exchange, n == 1 ? 200 : 304, n == 1 ? RSS : "");
        };
        try (OutsideSources sources = feed(rule("-0.9", "hack"))) {
            heard.until(() -> asked.size() > 2);
            assertEquals(0, sources.counts().getFirst().failureCount());
        }
        assertEquals(List.of("null", "\"a\"", "\"a\""), asked.subList(0, 3));
    }

    /** Everything a server can do wrong, one after the other; then it recovers. */
    @Test
    void shouldGoOnAfterWhateverAServerDoes() throws IOException {
        final String reach = RSS.replace("<rss", "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss").replace("Wire", "&x;");
        answer = (exchange, n) -> {
            switch (n) {
                case 1 -> say(exchange, 500, "no");
                case 2 -> say(exchange, 200, "<html>not a feed</html>");
                case 3 -> say(exchange, 200, RSS.substring(0, 300));
                case 4 -> say(exchange, 200, reach);
                case 5 -> say(exchange, 200, "x".repeat(9 * 1024 * 1024));
                default -> say(exchange, 200, RSS);
            }
        };
        try (OutsideSources sources = feed(rule("-0.9", "hack"))) {
            heard.until(() -> heard.messages.size() == 1);
            final SourceCounts counts = sources.counts().getFirst();
            assertEquals(3, counts.malformedCount(), counts.lastProblem());
            assertEquals(2, counts.failureCount(), counts.lastProblem());
        }
    }

    /** The first request stays without an answer; how many more are given up depends on the machine, and the next answer is read. */
    @Test
    void shouldGoOnAfterAnAnswerThatNeverComes() throws IOException {
        final AtomicBoolean isSilent = new AtomicBoolean(true);
        answer = (exchange, n) -> {
            if (!isSilent.get()) {
                say(exchange, 200, RSS);
            }
        };
        try (OutsideSources sources = feed(IMPATIENCE, rule("-0.9", "hack"))) {
            final SourceCounts counts = sources.counts().getFirst();
            heard.until(() -> counts.failureCount() > 0);
            assertTrue(counts.lastProblem().contains("no complete answer within 1000 ms"), counts.lastProblem());
            isSilent.set(false);
            heard.until(() -> heard.messages.size() == 1);
            assertEquals(0, counts.malformedCount(), counts.lastProblem());
        }
    }

    /** Each byte comes in time, and the document never ends. */
    @Test
    void shouldNotWaitForADocumentThatComesByteByByte() throws IOException {
        final AtomicBoolean isOver = new AtomicBoolean();
        answer = (exchange, n) -> {
            if (n > 1) {
                say(exchange, 200, RSS);
                return;
            }
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (!isOver.get()) {
                    out.write(' ');
                    out.flush();
                    LockSupport.parkNanos(SECOND_NS / 20);
                }
            }
        };
        try (OutsideSources sources = feed(IMPATIENCE, rule("-0.9", "hack"))) {
            heard.until(() -> sources.counts().getFirst().failureCount() > 0);
            isOver.set(true);
            heard.until(() -> heard.messages.size() == 1);
            assertTrue(sources.counts().getFirst().lastProblem().contains("no complete answer within 1000 ms"), sources.counts().getFirst()::lastProblem);
        }
    }

    @Test
    void shouldNotFollowARedirectAndSayWhereItLeads() throws IOException {
        answer = (exchange, n) -> {
            exchange.getResponseHeaders().add("Location", "http://elsewhere/feed");
            say(exchange, 301, RSS);
        };
        try (OutsideSources sources = feed(rule("-0.9", "hack"))) {
            heard.until(() -> sources.counts().getFirst().failureCount() > 0);
            final String problem = sources.counts().getFirst().lastProblem();
            assertTrue(problem.contains("it answered 301 and redirects to http://elsewhere/feed; give that address"), problem);
        }
        assertEquals(List.of(), heard.messages);
    }

    @Test
    void shouldTakeOnlyNewRowsOfATableAndCountBadOnes() throws IOException {
        final long now = NOW.toEpochMilli();
        final String old = "time_ms,inflow,outflow\n" + (now - 1_000) + ",9,9\n" + now + ",8,8\n";
        final String more = old + (now + 1) + ",100.5,20\n" + (now + 2) + ",-1,0\n" + (now + 3) + ",1\nsoon,1,1\n"
            + now * 1_000_000 + ",3,3\n" + (now + 3_000_000_000L) + ",4,4\n";
        answer = (exchange, n) -> say(exchange, 200, n < 3 ? old : n == 3 ? more : n == 4 ? "inflow\n1\n" : more + (now + 4) + ",0,7\n");
        try (OutsideSources sources = flows()) {
            heard.until(() -> heard.messages.size() >= 4);
            final SourceCounts counts = sources.counts().getFirst();
            assertTrue(counts.malformedCount() >= 11, "malformed " + counts.malformedCount());
        }
        assertEquals(
            List.of(
                "FLOW -1 " + (now + 1) + " 100.5 " + url(), "FLOW -1 " + (now + 1) + " -20.0 " + url(),
                "FLOW -1 " + (now + 4) + " 0.0 " + url(), "FLOW -1 " + (now + 4) + " -7.0 " + url()), heard.messages);
    }
}

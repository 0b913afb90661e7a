package io.ringmaster.cli.command;

import static io.ringmaster.cli.Nested.in;
import static io.ringmaster.cli.Nested.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.terminal.JsonTree;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.units.FixedPoint;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cards of a recorded minute, compared with what the text of {@code journal dump} says. A daily loss ends the trading in it. */
class DecisionsExplainTest {

    /** By strategy index. */
    private static final List<String> IDS = List.of("other", "cross", "up", "slow");
    private static final List<Integer> WEIGHTS = List.of(1, 1, 2, 1);
    private static final String STRATEGIES = "strategies=[{id: other, type: ott, timeframe: 1s},"
        + " {id: cross, type: rule, timeframe: 1s, parameters: {long: close > 1}},"
        + " {id: up, type: rule, timeframe: 1s, weight: 2, parameters: {long: close > sma(5), short: close < sma(5), long_stop: close * 0.99,"
        + " short_stop: close * 1.01}}, {id: slow, type: rule, timeframe: 15s, parameters: {short: close > 1}}]";

    private static final int STEP = 4;

    @TempDir
    private static Path directory;
    private static String session;
    private static String experts;
    private static List<Map<String, Object>> outputs;
    /** Some of the decisions, and their cards. */
    private static List<Map<String, Object>> decisions;
    private static final Map<Map<String, Object>, Map<String, Object>> CARDS = new LinkedHashMap<>();

    @BeforeAll
    static void play() {
        session = demo("session", "risk.maxDailyLoss=10", "execution.cooldown=3s");
        experts = demo("experts", "policy.type=experts", "policy.experts.algorithm=eg", "policy.experts.eta=1000", "policy.experts.round=1s");
        outputs = dump(session + "/output");
        decisions = every(STEP, of(outputs, "Decision"));
        decisions.forEach(decision -> CARDS.put(decision, explain(session, "--sequence", (String) decision.get("causeSequence"))));
    }

    private static List<Map<String, Object>> every(final int step, final List<Map<String, Object>> records) {
        return IntStream.range(0, records.size()).filter(i -> i % step == 0).mapToObj(records::get).toList();
    }

    private static String demo(final String name, final String... settings) {
        final List<String> arguments = new ArrayList<>(List.of(
            "demo", "--no-wire", "--speed", "0", "--seconds", "40", "--json", "--journal", directory.resolve(name).toString(), "--set", STRATEGIES,
            "--set", "session.warmup=15s"));
        Stream.of(settings).forEach(setting -> arguments.addAll(List.of("--set", setting)));
        final Cli.Result demo = Cli.run(arguments.toArray(String[]::new));
        assertEquals(0, demo.exitCode(), demo.err());
        return directory.resolve(name).toString();
    }

    private static List<Map<String, Object>> dump(final String journal, final String... options) {
        final List<String> arguments = new ArrayList<>(List.of("journal", "dump", journal, "--json"));
        arguments.addAll(List.of(options));
        final Cli.Result dump = Cli.run(arguments.toArray(String[]::new));
        assertEquals(0, dump.exitCode(), dump.err());
        return dump.out().lines().map(JsonTree::of).toList();
    }

    private static Map<String, Object> explain(final String of, final String... options) {
        final List<String> arguments = new ArrayList<>(List.of("decisions", "explain", of, "--json"));
        arguments.addAll(List.of(options));
        final Cli.Result result = Cli.run(arguments.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.err());
        assertEquals(1, result.out().lines().count());
        return JsonTree.of(result.out());
    }

    private static List<Map<String, Object>> of(final Collection<Map<String, Object>> records, final String type) {
        return records.stream().filter(record -> type.equals(record.get("type"))).toList();
    }

    private static Map<String, Object> card(final Map<String, Object> decision) {
        return CARDS.get(decision);
    }

    private static long cause(final Map<String, Object> record) {
        return Long.parseLong((String) record.get("causeSequence"));
    }

    private static long ns(final Object time) {
        final Instant instant = Instant.parse((String) time);
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    private static void assertNumber(final Object expected, final Object is, final String what) {
        assertNotNull(is, what);
        assertEquals(0, new BigDecimal((String) expected).compareTo(new BigDecimal((String) is)), () -> what + ": " + is + ", not " + expected);
    }

    /** Records of the output journal after the one before {@code from}, up to {@code to}. */
    private static List<Map<String, Object>> between(final Map<String, Object> from, final Map<String, Object> to) {
        return outputs.subList(outputs.indexOf(from), to == null ? outputs.size() : outputs.indexOf(to));
    }

    private static List<Map<String, Object>> before(final Map<String, Object> record) {
        return outputs.subList(0, outputs.indexOf(record));
    }

    @Test
    void shouldTellWhatThePolicyWantedAndCounted() {
        for (final Map<String, Object> decision : decisions) {
            final Map<String, Object> card = card(decision);
            assertEquals(decision.get("causeSequence"), card.get("sequence"));
            assertEquals(Long.toString(ns(decision.get("time"))), card.get("timeNs"));
            assertEquals("BTCUSDT", card.get("instrument"));
            assertEquals("bar", card.get("trigger"));
            assertEquals("confluence", card.get("policy"));
            final Map<String, Object> votes = in(card, "votes");
            for (final String count : List.of("longs", "shorts", "flats", "agreeing")) {
                assertEquals(decision.get(count), votes.get(count), count);
            }
            assertEquals("4", votes.get("of"));
            assertNumber(decision.get("weight"), votes.get("weight"), "weight");
            assertEquals(decision.get("strategy"), votes.get("leader"));
            final Map<String, Object> target = in(card, "target");
            assertEquals(decision.get("signal"), target.get("signal"));
            assertEquals(decision.get("reason"), target.get("reason"));
            for (final String number : List.of("exposure", "strength", "confidence")) {
                assertNumber(decision.get(number), target.get(number), number);
            }
            assertNumber(decision.get("stopPrice"), target.get("stop"), "stop");
            assertEquals(decision.get("stopStrategy"), target.get("stopStrategy"));
            assertEquals(null, target.get("target"));
        }
    }

    /** Every strategy decides on bars that are younger than the greatest age, so each that is active counts. */
    @Test
    void shouldNameWhoWasHeardTheHeaviestFirst() {
        for (final Map<String, Object> decision : decisions) {
            final List<String> expected = new ArrayList<>();
            words(before(decision)).entrySet().stream().filter(word -> !word.getValue().get(0).equals("HOLD"))
                .sorted(Comparator.comparing((Map.Entry<Integer, List<String>> word) -> -WEIGHTS.get(word.getKey()))).forEach(word ->
                    expected.add(IDS.get(word.getKey()) + ' ' + word.getValue() + ' ' + WEIGHTS.get(word.getKey())));
            final List<String> heard = list(card(decision), "heard").stream().map(each -> each.get("strategy") + " [" + each.get("signal") + ", "
                + each.get("sinceSequence") + "] " + new BigDecimal((String) each.get("weight")).intValueExact()).toList();
            assertEquals(expected, heard, "decision " + decision.get("causeSequence"));
        }
    }

    /** By index, the last signal, and the first input of those that say it without another between them. */
    private static NavigableMap<Integer, List<String>> words(final List<Map<String, Object>> records) {
        final NavigableMap<Integer, List<String>> words = new TreeMap<>();
        for (final Map<String, Object> record : of(records, "Recommendations")) {
            Stream.concat(list(record, "plain").stream(), list(record, "graded").stream()).forEach(row -> {
                final int index = IDS.indexOf((String) row.get("strategy"));
                final String signal = (String) row.get("signal");
                if (!words.containsKey(index) || !words.get(index).get(0).equals(signal)) {
                    words.put(index, List.of(signal, (String) record.get("causeSequence")));
                }
            });
        }
        return words;
    }

    @Test
    void shouldTellWhatStoodInTheWayAndWhichOrdersFollowed() {
        final List<Map<String, Object>> all = of(outputs, "Decision");
        for (final Map<String, Object> decision : decisions) {
            final int place = all.indexOf(decision);
            final Map<String, Object> next = place + 1 < all.size() ? all.get(place + 1) : null;
            final Map<String, Object> card = card(decision);
            assertEquals(next == null ? null : next.get("causeSequence"), card.get("nextSequence"));
            assertEquals(limits(between(decision, next)), list(card, "limits").stream().map(limit ->
                limit.get("sequence") + " " + limit.get("times") + ' ' + limit.get("text")).toList());
            assertEquals(orders(decision), list(card, "orders").stream().map(order -> order.get("clientOrderId") + " " + order.get("side") + ' '
                + order.get("qty") + ' ' + order.get("purpose") + ' ' + order.get("limitPrice") + ' ' + order.get("state") + ' '
                + order.get("filled")).toList());
            final List<Map<String, Object>> states = of(between(decision, next), "PortfolioState");
            assertNumber(position(before(decision)), in(card, "position").get("before"), "position before");
            assertNumber(
                states.isEmpty() ? position(before(decision)) : states.getLast().get("positionQty"), in(card, "position").get("after"),
                "position after");
            assertNumber(decision.get("markPrice"), in(card, "market").get("mark"), "mark");
        }
    }

    private static String position(final List<Map<String, Object>> records) {
        final List<Map<String, Object>> states = of(records, "PortfolioState");
        return states.isEmpty() ? "0" : (String) states.getLast().get("positionQty");
    }

    private static List<String> limits(final List<Map<String, Object>> records) {
        final Map<String, List<Map<String, Object>>> byReason = new LinkedHashMap<>();
        for (final Map<String, Object> record : records) {
            final boolean isRefusal = "RiskVerdict".equals(record.get("type")) && !"PASSED".equals(record.get("reason"));
            final boolean isLatch = "LatchChange".equals(record.get("type")) && "1".equals(record.get("latched"));
            if ("Thought".equals(record.get("type")) || isRefusal || isLatch) {
                byReason.computeIfAbsent(record.get("type") + " " + record.get("code") + record.get("reason"), key -> new ArrayList<>()).add(record);
            }
        }
        return byReason.values().stream().map(same ->
            same.getFirst().get("causeSequence") + " " + same.size() + ' ' + text(same.getFirst())).toList();
    }

    private static String text(final Map<String, Object> record) {
        final String reason = String.valueOf(record.get("reason")).toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch ((String) record.get("type")) {
            case "Thought" -> (String) record.get("why");
            case "LatchChange" -> "latched: " + reason;
            default -> "refused by the risk gate: " + reason + ", limit " + record.get("limit") + ", observed " + record.get("observed");
        };
    }

    private static List<String> orders(final Map<String, Object> decision) {
        final Object sequence = decision.get("causeSequence");
        return of(outputs, "OrderIntent").stream().filter(intent -> sequence.equals(intent.get("decisionSequence"))).map(intent -> {
            final Map<String, Object> last = of(outputs, "OrderStateChange").stream()
                .filter(change -> change.get("clientOrderId").equals(intent.get("clientOrderId"))).reduce(
                    Map.of("to", "PENDING_NEW", "cumQty", "0"), (before, after) -> after);
            return intent.get("clientOrderId") + " " + intent.get("side") + ' ' + intent.get("qty") + ' ' + intent.get("purpose") + ' '
                + intent.get("limitPrice") + ' ' + last.get("to") + ' ' + last.get("cumQty");
        }).toList();
    }

    /** The book is built from the input journal by other means. */
    @Test
    void shouldShowTheTouchOfTheBookAtTheDecision() {
        final NavigableMap<Long, Map<String, Object>> expected = new TreeMap<>();
        decisions.forEach(decision -> expected.put(cause(decision), card(decision)));
        final TreeMap<Long, Long> bids = new TreeMap<>();
        final TreeMap<Long, Long> asks = new TreeMap<>();
        try (JournalReader input = JournalReader.open(Path.of(session, "input"))) {
            for (long sequence = 1; input.next(); sequence++) {
                apply(input.buffer(), input.offset(), bids, asks);
                final Map<String, Object> card = expected.remove(sequence);
                if (card != null) {
                    assertNumber(FixedPoint.format(bids.lastKey()), in(card, "market").get("bid"), "bid");
                    assertNumber(FixedPoint.format(asks.firstKey()), in(card, "market").get("ask"), "ask");
                    assertNumber(FixedPoint.format((bids.lastKey() + asks.firstKey()) / 2), in(card, "market").get("mark"), "the mark of this book");
                }
            }
        }
        assertEquals(Map.of(), expected);
    }

    private static void apply(final DirectBuffer message, final int offset, final Map<Long, Long> bids, final Map<Long, Long> asks) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(message, offset);
        if (header.templateId() == BookSnapshotDecoder.TEMPLATE_ID) {
            final BookSnapshotDecoder snapshot = new BookSnapshotDecoder().wrapAndApplyHeader(message, offset, header);
            if (snapshot.part().first()) {
                bids.clear();
                asks.clear();
            }
            snapshot.bids().forEach(level -> put(bids, level.priceE8(), level.qtyE8()));
            snapshot.asks().forEach(level -> put(asks, level.priceE8(), level.qtyE8()));
        } else if (header.templateId() == BookDeltaDecoder.TEMPLATE_ID) {
            final BookDeltaDecoder delta = new BookDeltaDecoder().wrapAndApplyHeader(message, offset, header);
            delta.bids().forEach(level -> put(bids, level.priceE8(), level.qtyE8()));
            delta.asks().forEach(level -> put(asks, level.priceE8(), level.qtyE8()));
        }
    }

    private static void put(final Map<Long, Long> side, final long priceE8, final long qtyE8) {
        if (qtyE8 == 0) {
            side.remove(priceE8);
        } else {
            side.put(priceE8, qtyE8);
        }
    }

    /** Why not: read off the records of each decision by other means. */
    @Test
    void shouldSayWhyNoOrderFollowed() {
        int latched = 0;
        int holding = 0;
        int filled = 0;
        for (final Map<String, Object> decision : decisions) {
            final String reason = (String) card(decision).get("reason");
            final List<Map<String, Object>> changes = of(before(decision), "LatchChange");
            final boolean isLatched = !changes.isEmpty() && changes.getLast().get("latched").equals("1");
            if (!orders(decision).isEmpty()) {
                assertTrue(reason.matches("(One order|[0-9]+ orders) followed; [0-9.]+ was filled\\."), reason);
                filled++;
            } else if (isLatched) {
                assertEquals("No order: trading is latched (daily loss).", reason);
                latched++;
            } else if (reason.contains("on that side")) {
                final String exposure = (String) decision.get("exposure");
                assertEquals(exposure.startsWith("-"), position(before(decision)).startsWith("-"), reason);
                assertTrue(new BigDecimal(position(before(decision))).signum() != 0, reason);
                holding++;
            }
        }
        assertTrue(latched > 1 && holding > 1 && filled > 1, latched + " " + holding + ' ' + filled);
    }

    @Test
    void shouldWeighExpertsAsRecordedLast() {
        final List<Map<String, Object>> records = dump(experts + "/output", "--type", "ExpertWeights,Decision");
        final Map<Integer, String> weights = new TreeMap<>();
        int changed = 0;
        int asked = 0;
        int kept = 0;
        int followed = 0;
        for (final Map<String, Object> record : records) {
            if ("ExpertWeights".equals(record.get("type"))) {
                list(record, "weights").forEach(row -> weights.put(IDS.indexOf((String) row.get("strategy")), (String) row.get("weight")));
                changed++;
                continue;
            }
            if (asked++ % (4 * STEP) != 0) {
                continue;
            }
            final Map<String, Object> card = explain(experts, "--sequence", (String) record.get("causeSequence"));
            assertEquals("experts", card.get("policy"));
            assertTrue(list(card, "heard").size() >= 2, card::toString);
            list(card, "heard").forEach(heard ->
                assertNumber(weights.get(IDS.indexOf(heard.get("strategy"))), heard.get("weight"), "weight"));
            kept += isKeptByTheDeadZone(card) ? 1 : 0;
            followed += isKeptByTheDeadZone(card) ? 0 : 1;
        }
        assertTrue(kept > 0 && followed > 0, kept + " " + followed);
        assertTrue(changed > 5, "changes: " + changed);
    }

    /** Whether the card says so, compared with the sum of what its experts want: weights are recorded when they change by a thousandth. */
    private static boolean isKeptByTheDeadZone(final Map<String, Object> card) {
        double sum = 0;
        for (final Map<String, Object> heard : list(card, "heard")) {
            final double size = Double.parseDouble((String) heard.get("weight")) * Double.parseDouble((String) heard.get("strength"));
            sum += heard.get("signal").equals("LONG") ? size : heard.get("signal").equals("SHORT") ? -size : 0;
        }
        final double difference = Math.abs(sum - Double.parseDouble((String) in(card, "target").get("exposure")));
        final List<Map<String, Object>> limits = list(card, "limits").stream().filter(limit -> limit.get("kind").equals("dead zone")).toList();
        assertTrue(limits.isEmpty() ? difference < 0.005 : difference > 0.0005 && difference < 0.105, difference + " " + limits);
        assertTrue(limits.stream().allMatch(limit -> ((String) limit.get("text")).contains(" than policy.experts.deadZone, 0.1")), limits::toString);
        return !limits.isEmpty();
    }

    @Test
    void shouldPrintTheCardForPeople() {
        final Map<String, Object> decision = decisions.stream().filter(each -> !orders(each).isEmpty()).findFirst().orElseThrow();
        final Cli.Result result = Cli.run("decisions", "explain", session, "--sequence", (String) decision.get("causeSequence"));
        assertEquals(0, result.exitCode(), result.err());
        final List<String> lines = result.out().lines().toList();
        assertEquals(
            "  decision  " + decision.get("causeSequence") + ", " + decision.get("time") + ", BTCUSDT, because a bar closed", lines.getFirst());
        assertTrue(lines.contains("  votes     " + decision.get("longs") + " long, " + decision.get("shorts") + " short, " + decision.get("flats")
            + " flat; of 4 strategies"), result.out());
        assertTrue(result.out().contains("up    strength 1, confidence 1, weight 2, since "), result.out());
        assertTrue(result.out().contains("  wanted    " + decision.get("signal") + " (confluence) by policy confluence: exposure "), result.out());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("  then      opens: holds 0, wants ")), result.out());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("  order     ") && line.contains(" to increase; ")), result.out());
        assertTrue(lines.getLast().startsWith("  result    One order followed; ") || lines.getLast().contains(" orders followed; "), result.out());
    }

    @Test
    void shouldFindTheLastDecisionUpToAnInputOrATime() {
        final List<Map<String, Object>> all = of(outputs, "Decision");
        final Map<String, Object> third = decisions.get(1);
        assertEquals(all.getLast().get("causeSequence"), explain(session).get("sequence"));
        assertEquals(third.get("causeSequence"), explain(session, "--at", (String) third.get("time")).get("sequence"));
        final String between = Long.toString(cause(third) + 1);
        assertEquals(card(third), explain(session, "--sequence", between), "what came later changes nothing");
        final Cli.Result text = Cli.run("decisions", "explain", session, "--sequence", between);
        assertTrue(text.out().startsWith(
            "Input " + between + " caused no decision. The last one before it:\n  decision  " + third.get("causeSequence")), text.out());
    }
}

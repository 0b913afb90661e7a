package io.ringmaster.cli.monitor;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.MessageFields;
import io.ringmaster.journal.MessageText;
import io.ringmaster.schema.MessageHeaderDecoder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A session folded the simple way: every message becomes a map of texts, and what the monitor shows is worked out from those with decimal numbers.
 * Shares no code with the monitor's model.
 */
final class NaiveSession implements AutoCloseable {

    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final Map<String, String> values = new TreeMap<>();
    private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>();
    private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private final Map<Long, List<Map<String, Object>>> tradesBySecond = new TreeMap<>();
    private final List<String> fills = new ArrayList<>();
    private final Map<String, String> orders = new LinkedHashMap<>();
    private final List<String> thoughts = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private BigDecimal position = BigDecimal.ZERO;
    private BigDecimal fees = BigDecimal.ZERO;
    private BigDecimal cash = BigDecimal.ZERO;

    private final JournalReader input;
    private final JournalReader output;
    private boolean hasOutput;

    NaiveSession(final Path session) {
        input = JournalReader.open(session.resolve("input"));
        output = JournalReader.open(session.resolve("output"));
        hasOutput = output.next();
    }

    /** Reads on; returns what the inputs up to one say, and the outputs that they caused. */
    Map<String, String> upTo(final long sequence) {
        while (input.sequence() < sequence && input.next()) {
            onInput();
        }
        while (hasOutput) {
            final Map<String, Object> fields = fields(output);
            if (Long.parseLong(text(fields, "causeSequence")) > sequence) {
                break;
            }
            onOutput(name(output), fields);
            hasOutput = output.next();
        }
        return values();
    }

    @Override
    public void close() {
        input.close();
        output.close();
    }

    private static Map<String, Object> fields(final JournalReader reader) {
        return MessageFields.of(reader.buffer(), reader.offset(), reader.length());
    }

    private static String name(final JournalReader reader) {
        return MessageText.nameOf(new MessageHeaderDecoder().wrap(reader.buffer(), reader.offset()).templateId());
    }

    private static String text(final Map<String, Object> fields, final String name) {
        return (String) fields.get(name);
    }

    private static BigDecimal number(final Map<String, Object> fields, final String name) {
        return new BigDecimal(text(fields, name));
    }

    private void put(final String name, final Object value) {
        values.put(name, value instanceof final BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString());
    }

    private void onInput() {
        final Map<String, Object> fields = fields(input);
        put("sequence", input.sequence());
        final long timeNs = nanos(text(fields, "receiveTime"));
        put("time", timeNs);
        switch (name(input)) {
            case "Trade" -> {
                put("last price", number(fields, "price"));
                put("last quantity", number(fields, "qty"));
                tradesBySecond.computeIfAbsent(Math.floorDiv(timeNs, NS_PER_SECOND), second -> new ArrayList<>()).add(fields);
            }
            case "BookSnapshot" -> {
                if (text(fields, "part").contains("first")) {
                    bids.clear();
                    asks.clear();
                }
                onLevels(fields);
            }
            case "BookDelta" -> onLevels(fields);
            case "ExecutionReport" -> onReport(fields);
            default -> {
                // Not shown by the values compared here.
            }
        }
    }

    private static long nanos(final String utc) {
        final Instant instant = Instant.parse(utc);
        return instant.getEpochSecond() * NS_PER_SECOND + instant.getNano();
    }

    private void onLevels(final Map<String, Object> fields) {
        put("book sequence", text(fields, "bookSequence"));
        change(bids, fields.get("bids"));
        change(asks, fields.get("asks"));
    }

    private static void change(final TreeMap<BigDecimal, BigDecimal> side, final Object levels) {
        for (final Object each : (List<?>) levels) {
            final Map<?, ?> level = (Map<?, ?>) each;
            final BigDecimal qty = new BigDecimal((String) level.get("qty"));
            final BigDecimal price = new BigDecimal((String) level.get("price")).stripTrailingZeros();
            if (qty.signum() == 0) {
                side.remove(price);
            } else {
                side.put(price, qty);
            }
        }
    }

    private void onReport(final Map<String, Object> fields) {
        if (text(fields, "execType").equals("TRADE")) {
            final BigDecimal qty = number(fields, "lastQty");
            fills.add(text(fields, "side") + " " + plain(qty) + " at " + plain(number(fields, "lastPrice")) + " fee " + plain(number(fields, "fee"))
                + " " + text(fields, "liquidity") + " of " + text(fields, "clientOrderId"));
            position = text(fields, "side").equals("BUY") ? position.add(qty) : position.subtract(qty);
            fees = fees.add(number(fields, "fee"));
        }
    }

    private static String plain(final BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private void onOutput(final String name, final Map<String, Object> fields) {
        counts.merge(name, 1, Integer::sum);
        switch (name) {
            case "OrderIntent" -> {
                final String kind = text(fields, "kind");
                if (kind.equals("NEW") || kind.equals("AMEND")) {
                    counts.merge("verdict", 1, Integer::sum);
                }
                if (kind.equals("NEW")) {
                    final String id = text(fields, "clientOrderId");
                    orders.put(id, "PENDING_NEW 0 filled, " + text(fields, "qty") + " left");
                    put("order " + id, text(fields, "orderType") + " " + text(fields, "side") + " " + text(fields, "qty") + " at "
                        + fields.getOrDefault("limitPrice", "0") + " stop " + fields.getOrDefault("stopPrice", "0") + " for "
                        + text(fields, "purpose"));
                }
            }
            case "OrderStateChange" -> orders.put(text(fields, "clientOrderId"),
                text(fields, "to") + " " + text(fields, "cumQty") + " filled, " + text(fields, "leavesQty") + " left");
            case "RiskVerdict" -> counts.merge("verdict", 1, Integer::sum);
            case "PortfolioState" -> {
                counts.merge("ledger", 1, Integer::sum);
                cash = number(fields, "cash");
                valued(fields);
                for (final String each : List.of("averageEntryPrice", "cash", "realisedPnl", "fees", "funding")) {
                    put("ledger " + each, number(fields, each));
                }
            }
            case "Decision" -> {
                put("decision", text(fields, "signal") + " " + text(fields, "exposure") + " " + text(fields, "reason") + " after "
                    + text(fields, "causeSequence"));
                if (counts.containsKey("ledger")) {
                    counts.merge("ledger", 1, Integer::sum);
                    valued(fields);
                }
            }
            case "Thought" -> thoughts.add(text(fields, "why"));
            case "StrategyState" -> {
                put("condition " + text(fields, "strategyIndex"), text(fields, "condition"));
                values.putIfAbsent("signal " + text(fields, "strategyIndex"), "HOLD");
            }
            case "Recommendations" -> {
                for (final String group : List.of("plain", "graded")) {
                    for (final Object each : (List<?>) fields.get(group)) {
                        put("signal " + ((Map<?, ?>) each).get("strategyIndex"), ((Map<?, ?>) each).get("signal"));
                    }
                }
            }
            case "VirtualTrades" -> {
                for (final Object each : (List<?>) fields.get("accounts")) {
                    final Map<?, ?> account = (Map<?, ?>) each;
                    put("virtual account " + account.get("strategyIndex"), account.get("trades") + " trades, holds " + account.get("positionQty")
                        + ", cash " + account.get("cash") + ", fees " + account.get("fees"));
                }
            }
            default -> {
                // Counted only.
            }
        }
    }

    /** With one instrument, its unrealised profit is all that equity and cash differ by. */
    private void valued(final Map<String, Object> fields) {
        put("ledger mark", number(fields, "markPrice"));
        put("ledger equity", number(fields, "equity"));
        put("ledger unrealisedPnl", number(fields, "equity").subtract(cash));
    }

    /** Everything that is known, and what follows from it now. */
    private Map<String, String> values() {
        final Map<String, String> known = new TreeMap<>(values);
        int rank = 0;
        for (final Map.Entry<BigDecimal, BigDecimal> level : bids.descendingMap().entrySet()) {
            if (rank < 10) {
                put("bid " + rank++, plain(level.getValue()) + " at " + plain(level.getKey()));
            }
        }
        rank = 0;
        for (final Map.Entry<BigDecimal, BigDecimal> level : asks.entrySet()) {
            if (rank < 10) {
                put("ask " + rank++, plain(level.getValue()) + " at " + plain(level.getKey()));
            }
        }
        put("levels", bids.size() + " and " + asks.size());
        for (int i = 0; i < fills.size(); i++) {
            put("fill " + i, fills.get(i));
        }
        orders.forEach((id, state) -> put("state of order " + id, state));
        put("position", plain(position));
        put("fees of fills", plain(fees));
        put("thoughts", thoughts);
        for (final String each : List.of("Decision", "verdict", "ledger")) {
            put("number of " + each, counts.getOrDefault(each, 0));
        }
        candles(60);
        candles(10);
        final Map<String, String> shown = new TreeMap<>(values);
        values.clear();
        values.putAll(known);
        return shown;
    }

    private void candles(final long seconds) {
        final Map<Long, List<Map<String, Object>>> byCandle = new TreeMap<>();
        tradesBySecond.forEach((second, trades) ->
            byCandle.computeIfAbsent(Math.floorDiv(second, seconds) * seconds, open -> new ArrayList<>()).addAll(trades));
        byCandle.forEach((open, trades) -> {
            final List<BigDecimal> prices = trades.stream().map(trade -> number(trade, "price")).toList();
            put("candle of " + seconds + " s at " + open, plain(prices.getFirst()) + " "
                + plain(prices.stream().max(BigDecimal::compareTo).orElseThrow()) + " "
                + plain(prices.stream().min(BigDecimal::compareTo).orElseThrow()) + " " + plain(prices.getLast()) + " x "
                + plain(trades.stream().map(trade -> number(trade, "qty")).reduce(BigDecimal.ZERO, BigDecimal::add)));
        });
    }
}

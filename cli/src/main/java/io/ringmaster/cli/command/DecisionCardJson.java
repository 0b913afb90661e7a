package io.ringmaster.cli.command;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.pipeline.replay.explain.DecisionCard;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Heard;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Limit;
import io.ringmaster.pipeline.replay.explain.DecisionCard.NamedPrice;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Network;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Output;
import io.ringmaster.pipeline.replay.explain.DecisionCard.SentOrder;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Votes;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Wanted;
import java.util.List;
import java.util.stream.IntStream;

/** The cards of decisions as one JSON object: the first with its keys at the top, more in {@code others}. */
final class DecisionCardJson {

    private DecisionCardJson() {
    }

    /** @param cards at least one */
    static JsonLine of(final List<DecisionCard> cards) {
        final JsonLine line = new JsonLine();
        put(cards.getFirst(), line);
        if (cards.size() > 1) {
            line.putList("others", cards.subList(1, cards.size()), DecisionCardJson::put);
        }
        return line;
    }

    private static void put(final DecisionCard card, final JsonLine line) {
        final DecisionCard.Asked asked = card.asked();
        line.put("sequence", asked.sequence()).put("timeNs", asked.timeNs()).put("instrument", asked.symbol())
            .put("trigger", orNull(asked.trigger())).put("policy", orNull(asked.policy()))
            .putObject("market", market -> putPrices(asked.market(), market))
            .putObject("votes", votes -> put(card.votes(), votes))
            .putObject("target", target -> put(card.wanted(), target))
            .putList("heard", card.heard(), DecisionCardJson::put);
        put(asked.network(), line);
        line.putList("limits", card.limits(), DecisionCardJson::put)
            .putList("orders", card.orders(), DecisionCardJson::put)
            .putObject("position", position -> {
                putOrNull(position, "before", card.outcome().positionBeforeE8(), DecisionCard.UNKNOWN);
                putOrNull(position, "after", card.outcome().positionAfterE8(), DecisionCard.UNKNOWN);
            });
        putOrNull(line, "nextSequence", card.outcome().nextSequence(), card.outcome().nextSequence() != 0);
        line.put("reason", card.outcome().reason());
    }

    /** A feature's effect on each output by its name; none if the gradients are not known. */
    private static void put(final Network network, final JsonLine line) {
        final List<String> names = network.outputs().stream().map(Output::name).toList();
        if (!network.sha256().isEmpty()) {
            line.putObject("model", model -> model.put("sha256", network.sha256()).put("engine", orNull(network.engine()))
                .putObject("outputs", outputs -> network.outputs().forEach(output -> outputs.put(output.name(), output.value())))
                .put("meaning", orNull(network.meaning())));
        }
        line.putList("features", network.features(), (feature, each) ->
            each.put("index", feature.index()).put("name", feature.name()).put("value", feature.value()).putObject("effects", effects ->
                IntStream.range(0, feature.effects().size()).forEach(i -> effects.put(names.get(i), feature.effects().get(i)))));
    }

    private static void putPrices(final DecisionCard.Market market, final JsonLine line) {
        putOrNull(line, "bid", market.bidPriceE8(), 0);
        putOrNull(line, "ask", market.askPriceE8(), 0);
        putOrNull(line, "mark", market.markPriceE8(), 0);
    }

    private static void put(final Votes votes, final JsonLine line) {
        final boolean areCounted = votes.longs() >= 0;
        putOrNull(line, "longs", votes.longs(), areCounted);
        putOrNull(line, "shorts", votes.shorts(), areCounted);
        putOrNull(line, "flats", votes.flats(), areCounted);
        line.put("of", votes.strategies()).put("agreeing", votes.agreeing()).put("weight", votes.weight()).put("leader", orNull(votes.leader()));
    }

    private static void put(final Wanted wanted, final JsonLine line) {
        line.put("signal", wanted.signal().name()).put("reason", wanted.reason().name()).putE8("exposure", wanted.exposureE8())
            .put("strength", wanted.strength()).put("confidence", wanted.confidence());
        put(line, "stop", wanted.stop());
        put(line, "target", wanted.target());
    }

    private static void put(final JsonLine line, final String name, final NamedPrice price) {
        putOrNull(line, name, price == null ? DecisionCard.UNKNOWN : price.priceE8(), DecisionCard.UNKNOWN);
        line.put(name + "Strategy", price == null ? null : orNull(price.strategy()));
    }

    private static void put(final Heard heard, final JsonLine line) {
        line.put("strategy", heard.strategy()).put("signal", heard.signal().name()).put("strength", heard.strength())
            .put("confidence", heard.confidence()).put("weight", heard.weight()).put("sinceSequence", heard.sinceSequence())
            .put("sinceNs", heard.sinceNs());
    }

    private static void put(final Limit limit, final JsonLine line) {
        line.put("sequence", limit.sequence()).put("timeNs", limit.timeNs()).put("kind", limit.kind()).put("text", limit.text())
            .put("times", limit.times());
    }

    private static void put(final SentOrder order, final JsonLine line) {
        line.put("clientOrderId", order.clientOrderId()).put("sequence", order.sequence()).put("timeNs", order.timeNs())
            .put("purpose", order.terms().purpose().name()).put("type", order.terms().type().name()).put("side", order.terms().side().name())
            .putE8("qty", order.terms().qtyE8());
        putOrNull(line, "limitPrice", order.terms().limitPriceE8(), DecisionCard.UNKNOWN);
        putOrNull(line, "stopPrice", order.terms().stopPriceE8(), DecisionCard.UNKNOWN);
        line.put("state", order.state().name()).putE8("filled", order.filledQtyE8());
    }

    private static String orNull(final String text) {
        return text.isEmpty() ? null : text;
    }

    private static void putOrNull(final JsonLine line, final String name, final long valueE8, final long none) {
        if (valueE8 == none) {
            line.put(name, (String) null);
        } else {
            line.putE8(name, valueE8);
        }
    }

    private static void putOrNull(final JsonLine line, final String name, final long value, final boolean isKnown) {
        if (isKnown) {
            line.put(name, value);
        } else {
            line.put(name, (String) null);
        }
    }
}

package io.ringmaster.cli.command;

import io.ringmaster.journal.ThoughtText;
import io.ringmaster.pipeline.replay.explain.DecisionCard;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Asked;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Heard;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Limit;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Market;
import io.ringmaster.pipeline.replay.explain.DecisionCard.NamedPrice;
import io.ringmaster.pipeline.replay.explain.DecisionCard.SentOrder;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Terms;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Votes;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Wanted;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints the card of a decision on one screen. */
final class DecisionCardText {

    private static final long NS_PER_SECOND = 1_000_000_000L;
    /** Of strategies on each side, and of orders. */
    private static final int MOST_SHOWN = 10;
    private static final int DIGITS = 6;
    private static final double LEAST_WEIGHT = 0.001;
    private static final int NOT_COUNTED = -1;

    private final DecisionCard card;

    DecisionCardText(final DecisionCard card) {
        this.card = card;
    }

    void print(final PrintStream out) {
        final Asked asked = card.asked();
        row(out, "decision", asked.sequence() + ", " + time(asked.timeNs()) + ", " + asked.symbol() + trigger(asked.trigger()));
        row(out, "market", market(asked.market()));
        new NetworkText(asked.network()).print(out);
        final boolean areCounted = !isLeftToTheModel();
        row(out, "votes", areCounted ? votes(card.votes()) : "not counted, because the model decides; of " + card.votes().strategies() + " strategies");
        side(out, Signal.LONG, areCounted ? card.votes().longs() : NOT_COUNTED);
        side(out, Signal.SHORT, areCounted ? card.votes().shorts() : NOT_COUNTED);
        side(out, Signal.FLAT, areCounted ? card.votes().flats() : NOT_COUNTED);
        row(out, "wanted", wanted(asked, card.wanted()));
        for (final Limit limit : card.limits()) {
            row(out, "then", when(limit.sequence(), limit.timeNs()) + limit.text() + (limit.times() > 1 ? " (" + limit.times() + " times)" : ""));
        }
        orders(out);
        final long next = card.outcome().nextSequence();
        row(out, "position", orUnknown(card.outcome().positionBeforeE8()) + " before, " + orUnknown(card.outcome().positionAfterE8())
            + (next == 0 ? " at the end of the journal" : " at the next decision, " + next));
        row(out, "result", card.outcome().reason());
    }

    /** A model that scales what strategies propose has counted them. */
    private boolean isLeftToTheModel() {
        return card.asked().policy().equals("model") && card.votes().longs() + card.votes().shorts() + card.votes().flats() == 0;
    }

    static void row(final PrintStream out, final String name, final String text) {
        out.printf(Locale.ROOT, "  %-9s %s%n", name, text);
    }

    private static String trigger(final String trigger) {
        return switch (trigger) {
            case "" -> "";
            case "bar" -> ", because a bar closed";
            case "claim" -> ", because a claim became true";
            default -> ", because of an " + trigger;
        };
    }

    private static String market(final Market market) {
        return "bid " + or(market.bidPriceE8()) + ", ask " + or(market.askPriceE8()) + ", mark " + or(market.markPriceE8());
    }

    /** A price of 0 means none. */
    private static String or(final long priceE8) {
        return priceE8 == 0 ? "-" : FixedPoint.format(priceE8);
    }

    private static String orUnknown(final long qtyE8) {
        return qtyE8 == DecisionCard.UNKNOWN ? "not recorded" : FixedPoint.format(qtyE8);
    }

    private static String votes(final Votes votes) {
        final String counts = votes.longs() < 0 ? "not recorded" : votes.longs() + " long, " + votes.shorts() + " short, " + votes.flats() + " flat";
        return counts + "; of " + votes.strategies() + " strategies";
    }

    /** The heaviest strategies that say this, and how many more. */
    private void side(final PrintStream out, final Signal signal, final int recorded) {
        final List<Heard> all = card.heard().stream().filter(heard -> heard.signal() == signal).toList();
        final List<Heard> shown = all.subList(0, Math.min(MOST_SHOWN, all.size()));
        final int width = shown.stream().mapToInt(heard -> heard.strategy().length()).reduce(1, Math::max);
        String name = signal.name().toLowerCase(Locale.ROOT);
        for (final Heard heard : shown) {
            row(out, name, String.format(
                Locale.ROOT, "%-" + width + "s  strength %s, confidence %s, weight %s, since %s", heard.strategy(), number(heard.strength()),
                number(heard.confidence()), weight(heard.weight()), since(heard)));
            name = "";
        }
        if (recorded >= 0 && recorded < all.size()) {
            row(out, name, "of these " + all.size() + ", " + recorded + " counted");
        } else if (Math.max(all.size(), recorded) > shown.size()) {
            final int more = Math.max(all.size(), recorded) - shown.size();
            row(out, name, all.isEmpty() ? more + unnamed() : "and " + more + " more");
        }
    }

    /** An expert counts as flat before it says anything. */
    private String unnamed() {
        return card.asked().policy().equals("experts") ? " that said nothing yet" : " whose recommendations are not in the journal any more";
    }

    private String since(final Heard heard) {
        return heard.sinceSequence() == card.asked().sequence() ? "now" : time(heard.sinceNs());
    }

    private String weight(final double weight) {
        return card.asked().policy().equals("experts") && weight < LEAST_WEIGHT ? "below 0.001" : number(weight);
    }

    private static String wanted(final Asked asked, final Wanted wanted) {
        final StringBuilder text = new StringBuilder(wanted.signal() + " (" + ThoughtText.words(wanted.reason().name()) + ')');
        if (!asked.policy().isEmpty()) {
            text.append(" by policy ").append(asked.policy());
        }
        if (wanted.signal() != Signal.HOLD) {
            text.append(": exposure ").append(FixedPoint.format(wanted.exposureE8())).append(", strength ").append(number(wanted.strength()))
                .append(", confidence ").append(number(wanted.confidence()));
        }
        return text.append(named(", stop ", wanted.stop())).append(named(", target ", wanted.target())).toString();
    }

    private static String named(final String what, final NamedPrice price) {
        return price == null ? "" : what + FixedPoint.format(price.priceE8()) + (price.strategy().isEmpty() ? "" : " by " + price.strategy());
    }

    private void orders(final PrintStream out) {
        final int count = Math.min(MOST_SHOWN, card.orders().size());
        for (final SentOrder order : card.orders().subList(0, count)) {
            final Terms terms = order.terms();
            row(out, "order", order.clientOrderId() + ", " + when(order.sequence(), order.timeNs()) + terms.side() + ' '
                + FixedPoint.format(terms.qtyE8()) + ' ' + ThoughtText.words(terms.type().name()) + at(" at ", terms.limitPriceE8())
                + at(" from ", terms.stopPriceE8()) + " to " + ThoughtText.words(terms.purpose().name()) + "; " + order.state() + ", "
                + FixedPoint.format(order.filledQtyE8()) + " filled");
        }
        if (card.orders().size() > count) {
            row(out, "", "and " + (card.orders().size() - count) + " more");
        }
    }

    private static String at(final String word, final long priceE8) {
        return priceE8 == DecisionCard.UNKNOWN ? "" : word + FixedPoint.format(priceE8);
    }

    /** Empty for the time of the decision itself. */
    private String when(final long sequence, final long timeNs) {
        return sequence == card.asked().sequence() ? "" : time(timeNs) + ": ";
    }

    private static String time(final long ns) {
        return Instant.ofEpochSecond(Math.floorDiv(ns, NS_PER_SECOND), Math.floorMod(ns, NS_PER_SECOND)).toString();
    }

    static String number(final double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros().toPlainString() : "-";
    }
}

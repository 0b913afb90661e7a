package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.DecisionDetail;
import io.ringmaster.monitor.model.DecisionRow;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Facts;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Signs;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.monitor.view.kit.Words;
import io.ringmaster.schema.DecisionTrigger;
import io.ringmaster.schema.Signal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One decision in words and numbers. What only the journal knows follows when it was read. */
final class DecisionFacts {

    private static final int MOST_NUMBERS = 6;

    private final Facts facts =
        new Facts("At", "Says", "Because", "Wants", "Asked when", "Strength", "Confidence", "Votes", "Behind it", "Stop", "Target price", "Model said");

    Facts node() {
        return facts;
    }

    void show(final DecisionRow row, final SessionFacts session) {
        facts.set("At", Times.millis(row.timeNs()));
        facts.set("Says", Signs.of(row.signal()), Signs.ink(row.signal()));
        facts.set("Because", Words.of(row.reason()));
        facts.set("Wants", wanted(row), row.exposureE8() > 0 ? Ink.UP : row.exposureE8() < 0 ? Ink.DOWN : Ink.TEXT);
        facts.set("Votes", row.longs() < 0 ? Numbers.NONE : "▲ " + Numbers.count(row.longs()) + "   ▼ " + Numbers.count(row.shorts()));
        facts.set("Stop", price(row.stopPriceE8(), row, session));
        facts.set("Target price", price(row.targetPriceE8(), row, session));
        for (final String name : List.of("Asked when", "Strength", "Confidence", "Behind it", "Model said")) {
            facts.set(name, Numbers.NONE);
        }
    }

    /** A decision to hold names no target. */
    static String wanted(final DecisionRow row) {
        return row.signal() == Signal.HOLD ? "what there is" : Numbers.signedPercent(row.exposureE8(), 1) + " of equity";
    }

    private static String price(final long priceE8, final DecisionRow row, final SessionFacts session) {
        final SessionFacts.Instrument instrument = session.instrument(row.instrument());
        return priceE8 == 0 ? Numbers.NONE : Numbers.onStep(priceE8, instrument == null ? 1 : instrument.tickE8());
    }

    void show(final DecisionDetail detail, final SessionFacts session) {
        final DecisionRow row = detail.row();
        final DecisionDetail.Tallies tallies = detail.tallies();
        facts.set("Asked when", asked(detail.asked()));
        facts.set("Strength", Numbers.plain(detail.target().strength(), 2));
        facts.set("Confidence", Numbers.plain(detail.target().confidence(), 2));
        if (tallies.longs() >= 0) {
            facts.set("Votes", "▲ " + Numbers.count(tallies.longs()) + "   ▼ " + Numbers.count(tallies.shorts()) + "   ■ " + Numbers.count(tallies.flats()));
        }
        facts.set("Behind it", behind(tallies, session));
        facts.set("Stop", named(price(row.stopPriceE8(), row, session), tallies.stopStrategy(), session));
        facts.set("Target price", named(price(row.targetPriceE8(), row, session), tallies.targetStrategy(), session));
        facts.set("Model said", outputs(detail.outputs()));
    }

    private static String asked(final DecisionTrigger trigger) {
        return switch (trigger) {
            case BAR -> "a bar closed";
            case CLAIM -> "a claim became true";
            case EVENT -> "the market moved";
            case NULL_VAL -> Numbers.NONE;
        };
    }

    private static String behind(final DecisionDetail.Tallies tallies, final SessionFacts session) {
        if (tallies.agreeing() <= 0) {
            return "no strategy";
        }
        return Numbers.count(tallies.agreeing()) + (tallies.agreeing() == 1 ? " strategy" : " strategies")
            + (tallies.weightE8() > 0 ? ", weight " + Numbers.fixed(tallies.weightE8(), 2) : "")
            + (tallies.leading() >= 0 ? ", most " + session.strategyId(tallies.leading()) : "");
    }

    private static String named(final String price, final int strategy, final SessionFacts session) {
        return price.equals(Numbers.NONE) || strategy < 0 ? price : price + " by " + session.strategyId(strategy);
    }

    private static String outputs(final DecisionDetail.Outputs outputs) {
        if (outputs.models() == 0) {
            return Numbers.NONE;
        }
        final String numbers = outputs.numbers().stream().limit(MOST_NUMBERS).map(number -> Numbers.plain(number, 4)).collect(Collectors.joining("  "));
        return numbers + (outputs.numbers().size() > MOST_NUMBERS ? " …" : "") + "  (" + outputs.engine().toLowerCase(Locale.ROOT)
            + (outputs.models() > 1 ? ", " + outputs.models() + " models" : "") + ")";
    }
}

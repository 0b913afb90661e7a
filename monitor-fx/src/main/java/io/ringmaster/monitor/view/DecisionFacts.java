package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.DecisionDetail;
import io.ringmaster.monitor.model.DecisionRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.model.SizingSettings;
import io.ringmaster.monitor.view.kit.Facts;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Signs;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.monitor.view.kit.Words;
import io.ringmaster.schema.DecisionTrigger;
import io.ringmaster.schema.Signal;
import java.util.List;

/** One decision in words and numbers. What only the journal knows follows when it was read. */
final class DecisionFacts {

    private final Facts facts = new Facts(
        "At", "Says", "Because", "Wants", "Limited to", "Risk", "Position", "Stop", "Target price", "Strength", "Votes", "Behind it",
        "Model said");

    Facts node() {
        return facts;
    }

    void show(final DecisionRow row, final Moment moment) {
        final SessionFacts session = moment.facts();
        facts.set("At", Times.millis(row.timeNs()));
        facts.set("Says", Signs.of(row.signal()), Signs.ink(row.signal()));
        facts.set("Because", Words.of(row.reason()));
        showSize(row, moment);
        facts.set("Votes", votes(row.longs(), row.shorts(), -1, session));
        facts.set("Stop", price(row.stopPriceE8(), row, session));
        facts.set("Target price", price(row.targetPriceE8(), row, session));
        for (final String name : List.of("Strength", "Behind it", "Model said")) {
            facts.set(name, Numbers.NONE);
        }
    }

    /** What it wants, and what the limits of sizes leave of that. A decision to hold names no target. */
    private void showSize(final DecisionRow row, final Moment moment) {
        final Ink ink = Palette.ofSign(row.exposureE8());
        final Sizing sizing = Sizing.of(moment, row);
        if (sizing == null) {
            final boolean isHold = row.signal() == Signal.HOLD;
            facts.set("Wants", isHold ? "to keep what it has" : exposure(row), ink);
            facts.set("Limited to", Numbers.NONE);
            facts.set("Risk", Numbers.NONE);
            facts.set("Position", isHold ? Numbers.NONE : "not known: " + (moment.facts().sizing() == null
                ? "the configuration cannot be read" : "no ledger was written with it"));
            return;
        }
        final long lotE8 = moment.facts().instrument(row.instrument()).lotE8();
        final boolean isKept = sizing.isHeld() && sizing.limit() != null;
        facts.set("Wants", exposure(row) + " = " + Numbers.signedOnStep(sizing.wantedQtyE8(), lotE8), ink);
        facts.set("Limited to", sizing.limit() == null ? "no limit applies" : sizing.limit().text());
        facts.set("Risk", sizing.wantedQtyE8() == 0 ? Numbers.NONE : sizing.risk(moment.facts().sizing(), row));
        facts.set("Position", isKept ? Numbers.signedOnStep(sizing.ledger().positionQtyE8(), lotE8) + " as held, sized when opened"
            : Numbers.signedOnStep(sizing.targetQtyE8(), lotE8) + further(moment.facts().sizing()), ink);
    }

    private static String exposure(final DecisionRow row) {
        return Numbers.signedPercent(row.exposureE8(), 1) + " of equity";
    }

    private static String further(final SizingSettings settings) {
        return (settings.entry().isByKelly() ? ", less by Kelly" : "")
            + (settings.entry().isByDrawdown() ? ", less in a drawdown" : "");
    }

    private static String price(final long priceE8, final DecisionRow row, final SessionFacts session) {
        final SessionFacts.Instrument instrument = session.instrument(row.instrument());
        return priceE8 == 0 ? Numbers.NONE : Numbers.onStep(priceE8, instrument == null ? 1 : instrument.tickE8());
    }

    void show(final DecisionDetail detail, final SessionFacts session) {
        final DecisionRow row = detail.row();
        final DecisionDetail.Tallies tallies = detail.tallies();
        facts.set("At", Times.millis(row.timeNs()) + asked(detail.asked()));
        facts.set("Strength", Numbers.plain(detail.target().strength(), 2) + ", confidence " + Numbers.plain(detail.target().confidence(), 2));
        if (tallies.longs() >= 0) {
            facts.set("Votes", votes(tallies.longs(), tallies.shorts(), tallies.flats(), session));
        }
        facts.set("Behind it", behind(tallies, session));
        facts.set("Stop", named(price(row.stopPriceE8(), row, session), tallies.stopStrategy(), session));
        facts.set("Target price", named(price(row.targetPriceE8(), row, session), tallies.targetStrategy(), session));
        facts.set("Model said", outputs(detail.outputs(), session.head()));
    }

    /** @param flats negative if it is not known */
    private static String votes(final int longs, final int shorts, final int flats, final SessionFacts session) {
        return longs < 0 ? Numbers.NONE : longs + shorts + Math.max(0, flats) == 0 ? noVotes(session)
            : "▲ " + Numbers.count(longs) + "   ▼ " + Numbers.count(shorts) + (flats < 0 ? "" : "   ■ " + Numbers.count(flats));
    }

    /** A model that decides counts no votes; one that sizes takes them from the rules beneath it. */
    private static String noVotes(final SessionFacts session) {
        return session.model().isEmpty() || session.head().equals("size_or_skip") ? "none for long, short or flat" : "not counted, the model decides";
    }

    private static String asked(final DecisionTrigger trigger) {
        return switch (trigger) {
            case BAR -> ", a bar closed";
            case CLAIM -> ", a claim became true";
            case EVENT -> ", the market moved";
            case NULL_VAL -> "";
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

    /** The numbers of each model by their names, a line for each model of an ensemble. */
    private static String outputs(final DecisionDetail.Outputs outputs, final String head) {
        if (outputs.models() == 0) {
            return Numbers.NONE;
        }
        final int each = outputs.numbers().size() / outputs.models();
        final List<String> names = names(head, each);
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < outputs.numbers().size(); i++) {
            final String name = i % each < names.size() ? names.get(i % each) + " " : "";
            text.append(i == 0 ? "" : i % each == 0 ? "\n" : ", ").append(name).append(Numbers.plain(outputs.numbers().get(i), 4));
        }
        return text.toString();
    }

    /** What the numbers of an output mean (policy.model.head); none where they are other than the head says. */
    private static List<String> names(final String head, final int numbers) {
        final List<String> names = switch (head) {
            case "continuous" -> List.of("exposure", "stop");
            case "buy_sell_hold" -> List.of("buy", "sell", "hold");
            case "adjust" -> List.of("increase", "decrease", "stay", "flat", "reverse");
            case "size_or_skip" -> numbers == 1 ? List.of("factor") : List.of("skip", "take");
            default -> List.of();
        };
        return names.size() == numbers ? names : List.of();
    }
}

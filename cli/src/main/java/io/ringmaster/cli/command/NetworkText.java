package io.ringmaster.cli.command;

import io.ringmaster.pipeline.replay.explain.DecisionCard.Feature;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Network;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Output;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints what a model saw and computed: its outputs, what they mean, and the features that count most. */
final class NetworkText {

    private static final int MOST_SHOWN = 10;
    private static final int HASH_SHOWN = 12;
    private static final MathContext DIGITS = new MathContext(3);

    private final Network network;

    NetworkText(final Network network) {
        this.network = network;
    }

    /** Prints nothing if no model decides. */
    void print(final PrintStream out) {
        if (network.features().isEmpty()) {
            return;
        }
        if (!network.sha256().isEmpty()) {
            final String outputs = network.outputs().stream()
                .map(output -> output.name() + ' ' + DecisionCardText.number(output.value())).collect(Collectors.joining(", "));
            DecisionCardText.row(out, "model", network.sha256().substring(0, HASH_SHOWN)
                + (network.engine().isEmpty() ? "" : " on engine " + network.engine() + ": " + outputs));
            DecisionCardText.row(out, "", network.meaning());
        }
        final List<Feature> shown = network.features().subList(0, Math.min(MOST_SHOWN, network.features().size()));
        final int width = shown.stream().mapToInt(feature -> feature.name().length()).reduce("feature".length(), Math::max);
        DecisionCardText.row(out, "saw", String.format(Locale.ROOT, "%-" + width + "s  %12s", "feature", "value") + (hasEffects()
            ? "   times gradient:" + network.outputs().stream().map(output -> column(output.name())).collect(Collectors.joining()) : ""));
        for (final Feature feature : shown) {
            DecisionCardText.row(out, "", String.format(Locale.ROOT, "%-" + width + "s  %12s", feature.name(), DecisionCardText.number(feature.value()))
                + (hasEffects() ? " ".repeat("   times gradient:".length())
                    + feature.effects().stream().map(effect -> column(signed(effect))).collect(Collectors.joining()) : ""));
        }
        if (network.features().size() > shown.size()) {
            DecisionCardText.row(out, "", "and " + (network.features().size() - shown.size()) + (hasEffects() ? " that count less" : " more") + "; see --json");
        }
    }

    private boolean hasEffects() {
        return !network.features().getFirst().effects().isEmpty();
    }

    private static String column(final String text) {
        return String.format(Locale.ROOT, "%10s", text);
    }

    private static String signed(final double effect) {
        return !Double.isFinite(effect) ? "-" : (effect > 0 ? "+" : "") + new BigDecimal(effect).round(DIGITS).toPlainString();
    }
}

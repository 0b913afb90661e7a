package io.ringmaster.pipeline.replay.explain;

import io.ringmaster.inference.ModelSettings;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Output;
import io.ringmaster.units.FixedPoint;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Says what the numbers of a model's output mean. */
final class OutputMeaning {

    private static final MathContext DIGITS = new MathContext(4);
    private static final double PERCENT = 100;

    private OutputMeaning() {
    }

    /** The name of each number. */
    static List<String> names(final PolicySettings policy, final int numbers) {
        return policy.isModel() ? policy.model().head().names(numbers) : List.of("chance");
    }

    static String of(final PolicySettings policy, final List<Output> outputs) {
        if (outputs.stream().anyMatch(output -> !Double.isFinite(output.value()))) {
            return "a number is not finite, so it takes no new risk";
        }
        if (!policy.isModel()) {
            return "the chance that the price rises; confluence asks for it when it wants to enter";
        }
        return switch (policy.model().head()) {
            case CONTINUOUS -> continuous(policy, outputs.get(0).value(), outputs.get(1).value());
            case BUY_SELL_HOLD -> highest(outputs) + switch (best(outputs).name()) {
                case "buy" -> ": a full long";
                case "sell" -> ": a full short";
                default -> ": the position stays";
            };
            case ADJUST -> highest(outputs) + "; actions that would change nothing do not count";
            case SIZE_OR_SKIP -> outputs.size() == 1 ? number(outputs.getFirst().value()) + " of what " + proposer(policy) + " propose"
                : highest(outputs) + ", for what " + proposer(policy) + " propose";
        };
    }

    static String ofEnsemble(final PolicySettings policy, final int models) {
        return models + " models, combined by " + policy.model().file().combine().name().toLowerCase(Locale.ROOT) + " (policy.model.combine)";
    }

    private static String continuous(final PolicySettings policy, final double exposure, final double stop) {
        final ModelSettings.Bounds bounds = policy.model().bounds();
        final double full = FixedPoint.toDouble(policy.size().maxExposureE8());
        final double least = FixedPoint.toDouble(bounds.leastStopE8());
        final double distance = least + 0.5 * (stop + 1) * (FixedPoint.toDouble(bounds.mostStopE8()) - least);
        return "it wants " + number(exposure) + " of a full target of " + number(full) + ", with a stop " + number(PERCENT * distance) + " % away";
    }

    private static String proposer(final PolicySettings policy) {
        return policy.model().scalesExperts() ? "the experts" : "the confluence rules";
    }

    private static Output best(final List<Output> outputs) {
        return outputs.stream().reduce((best, next) -> next.value() > best.value() ? next : best).orElseThrow();
    }

    private static String highest(final List<Output> outputs) {
        final Output best = best(outputs);
        final Output second = outputs.stream().filter(output -> output != best).max(Comparator.comparingDouble(Output::value)).orElseThrow();
        return best.name() + " is the highest, " + number(best.value() - second.value()) + " above " + second.name();
    }

    private static String number(final double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}

package io.ringmaster.pipeline.replay.explain;

import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.ModelContract;
import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import java.util.List;
import java.util.Locale;

/** The strategies, instruments and policy of one configuration, or of an unknown one. */
final class Roster {

    /** Null if unknown. */
    private final EngineConfig config;
    private final int[] instrumentIds;

    /** @param config null if the records that name it were removed */
    Roster(final EngineConfig config) {
        this.config = config;
        instrumentIds = config == null ? new int[0] : config.strategies().stream().mapToInt(spec -> config.instrumentId(spec.symbol())).toArray();
    }

    int strategies() {
        return instrumentIds.length;
    }

    int instruments() {
        return config == null ? 0 : config.instruments().size();
    }

    int strategiesOf(final int instrumentId) {
        int count = 0;
        for (final int each : instrumentIds) {
            count += each == instrumentId ? 1 : 0;
        }
        return count;
    }

    boolean knows(final int strategyIndex) {
        return strategyIndex >= 0 && strategyIndex < instrumentIds.length;
    }

    /** Id of a strategy: its index if the configuration is unknown, empty if there is none. */
    String name(final int strategyIndex) {
        return strategyIndex < 0 ? "" : knows(strategyIndex) ? config.strategies().get(strategyIndex).id() : Integer.toString(strategyIndex);
    }

    String symbol(final int instrumentId) {
        return instrumentId >= 0 && instrumentId < instruments() ? config.instruments().get(instrumentId).symbol() : Integer.toString(instrumentId);
    }

    int instrumentId(final int strategyIndex) {
        return instrumentIds[strategyIndex];
    }

    double weight(final int strategyIndex) {
        return config.strategies().get(strategyIndex).vote().weight();
    }

    /** Name of a value that the model observes; its place if the configuration is unknown. */
    String observed(final int place) {
        return config == null || !config.policy().isModel() ? "value " + place
            : ModelContract.of(config.instruments(), config.strategies(), config.policy()).names().get(place);
    }

    /** Names of all values that a model observes; empty if none is asked, or if the configuration is unknown. */
    List<String> observedNames() {
        return config == null || !config.policy().usesModel() ? List.of() : config.contract().names();
    }

    /** Type of the policy; empty if the configuration is unknown. */
    String policy() {
        return config == null ? "" : config.policy().method().type().name().toLowerCase(Locale.ROOT);
    }

    /** Null if the configuration is unknown. */
    PolicySettings policySettings() {
        return config == null ? null : config.policy();
    }

    /** The model that is asked, or the first of an ensemble; null if none is, if its file is missing, or if the configuration is unknown. */
    Model model() {
        return config == null || config.model() == null || config.model().isAbsent() ? null : config.model().model();
    }

    /** The hash of that model, also if its file is missing; empty if none is asked, or if the configuration is unknown. */
    String modelSha256() {
        return config == null || config.model() == null ? "" : config.model().sha256s().getFirst();
    }

    /** Why a model that was asked and gave an output keeps the position. */
    String modelHolds() {
        return config == null ? "its output says so" : switch (config.policy().model().head()) {
            case CONTINUOUS -> "the exposure that the model wants differs from the held one by less than policy.model.deadZone, "
                + FixedPoint.format(config.policy().model().bounds().deadZoneE8()) + " of a full target";
            case BUY_SELL_HOLD -> models() == 1 ? "the model says hold" : "the models together say hold, or share their votes";
            case ADJUST -> models() == 1 ? "the model says stay" : "the models together say stay, or share their votes";
            case SIZE_OR_SKIP -> "the model takes nothing of what is proposed";
        };
    }

    /** How many models an ensemble has; 1 without one. */
    int models() {
        return config.model().sha256s().size();
    }

    /** The engine that runs the model, opened as a session opens it; the caller closes it. */
    ModelEngine openEngine() {
        return config.model().take();
    }

    /** Whether the weights of experts lead to the target. */
    boolean weighsExperts() {
        return config != null && (config.policy().method().type() == PolicySettings.Type.EXPERTS
            || config.policy().isModel() && config.policy().model().scalesExperts());
    }

    /** How many equal targets in a row are too many; 0 for no limit. */
    int maxSameTargets() {
        return config == null ? 0 : config.risk().repetition().maxSameTargets();
    }

    /** Whether the policy counts this recommendation at that time, as the policies do. */
    boolean counts(final int strategyIndex, final Word word, final long timeNs) {
        if (word.signal() == Signal.HOLD || word.signal() == Signal.NULL_VAL) {
            return false;
        }
        final StrategySpec spec = config.strategies().get(strategyIndex);
        return switch (config.policy().method().type()) {
            case EXPERTS -> true;
            case MODEL -> weighsExperts() || word.isActive();
            case SINGLE -> word.isActive() && spec.id().equals(config.policy().method().strategy()) && isCurrent(spec.timeframeNs(), timeNs, 0);
            case CONFLUENCE -> word.isActive() && isGood(word) && isAsked(spec.timeframeNs(), timeNs);
        };
    }

    /** Whether an expert counts in the sum of what experts want at that time: until the next bar of its timeframe could have closed. */
    boolean isSummed(final String strategyId, final long timeNs) {
        return config.strategies().stream().filter(spec -> spec.id().equals(strategyId))
            .anyMatch(spec -> isCurrent(spec.timeframeNs(), timeNs, spec.timeframeNs()));
    }

    private boolean isGood(final Word word) {
        final PolicySettings.Filter filter = config.policy().filter();
        return word.signal() == Signal.FLAT
            || rounded(word.strength()) >= rounded(filter.minStrength()) && rounded(word.confidence()) >= rounded(filter.minConfidence());
    }

    private static long rounded(final double share) {
        return Math.round(share * FixedPoint.ONE);
    }

    /** If timeframes vote, only those listed do, and a recommendation counts until the next bar of its timeframe could have closed. */
    private boolean isAsked(final long timeframeNs, final long timeNs) {
        final List<Long> listed = config.policy().confluence().timeframes().timeframesNs();
        return listed.isEmpty() ? isCurrent(timeframeNs, timeNs, 0) : listed.contains(timeframeNs) && isCurrent(timeframeNs, timeNs, timeframeNs);
    }

    /** Bars end at multiples of their length, and strategies speak when a bar ends. */
    private boolean isCurrent(final long timeframeNs, final long timeNs, final long longerNs) {
        final long maxAgeNs = config.policy().filter().maxAgeNs();
        return maxAgeNs == 0 || Math.floorMod(timeNs, timeframeNs) <= maxAgeNs + longerNs;
    }
}

package io.ringmaster.pipeline.engine;

import io.ringmaster.inference.ModelSettings;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.PolicySettings.Type;
import io.ringmaster.pipeline.core.decision.MarketClaim;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.Timeframe;
import io.ringmaster.strategies.formula.FormulaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wrong with the settings of a policy beside the enabled strategies: what contradicts them, and what could never act. */
final class PolicyFaults {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final int MAX_CLAIMS = 64;
    private static final int LONGEST_QUOTE = 200;
    private static final int IDS_LISTED = 10;

    private final String firstSymbol;
    private final List<StrategySpec> strategies;
    private final PolicySettings policy;
    private final List<String> faults = new ArrayList<>();

    /**
     * @param firstSymbol of the instrument that strategies without a symbol trade
     * @param strategies  enabled ones
     */
    PolicyFaults(final String firstSymbol, final List<StrategySpec> strategies, final PolicySettings policy) {
        this.firstSymbol = firstSymbol;
        this.strategies = strategies;
        this.policy = policy;
    }

    /** Each begins with the key that it concerns. */
    List<String> all() {
        faults.clear();
        switch (policy.method().type()) {
            case SINGLE -> requireEnabled("policy.strategy", policy.method().strategy());
            case EXPERTS -> checkExperts();
            case CONFLUENCE -> checkFavoured(policy.confluence().agreement().favoured());
            case MODEL -> checkProposer(policy.model());
        }
        if (policy.usesModel()) {
            policy.observation().unused().forEach(each -> faults.add("policy." + each));
            checkCombination(policy.model());
        }
        checkPredictor();
        final long contextTimeframeNs = policy.confluence().context().contextTimeframeNs();
        if (contextTimeframeNs > 0 && !Timeframe.isValid(contextTimeframeNs)) {
            faults.add("policy.contextTimeframe: must be a whole number of seconds");
        }
        checkClaims(policy.triggers().claims());
        for (final long timeframeNs : policy.confluence().timeframes().timeframesNs()) {
            if (strategies.stream().noneMatch(spec -> spec.timeframeNs() == timeframeNs)) {
                faults.add("policy.timeframes: no enabled strategy decides on bars of " + seconds(timeframeNs));
            }
        }
        return List.copyOf(faults);
    }

    /** What is wrong with the settings of experts that run beside a model. */
    List<String> ofExperts() {
        faults.clear();
        checkExperts();
        return List.copyOf(faults);
    }

    private void requireEnabled(final String key, final String id) {
        if (strategies.stream().noneMatch(spec -> spec.id().equals(id))) {
            faults.add(key + ": '" + id + "' is not the id of an enabled strategy; " + enabled());
        }
    }

    private String enabled() {
        if (strategies.isEmpty()) {
            return "none is enabled";
        }
        final String first = strategies.stream().limit(IDS_LISTED).map(StrategySpec::id).collect(Collectors.joining(", "));
        final int more = strategies.size() - IDS_LISTED;
        return "enabled: " + first + (more > 0 ? " and " + more + " more" : "");
    }

    /** The most strategies of one instrument. */
    private long mostOfAnInstrument() {
        final Map<String, Long> bySymbol = strategies.stream()
            .collect(Collectors.groupingBy(spec -> spec.symbol().isEmpty() ? firstSymbol : spec.symbol(), Collectors.counting()));
        return bySymbol.values().stream().mapToLong(each -> each).max().orElse(0);
    }

    private void checkExperts() {
        policy.experts().fault(mostOfAnInstrument()).ifPresent(faults::add);
        final long roundNs = policy.experts().roundNs();
        final long shortestNs = strategies.stream().mapToLong(StrategySpec::timeframeNs).min().orElse(0);
        if (roundNs > 0 && roundNs < shortestNs) {
            faults.add("policy.experts.round: a round ends when a bar closes, and the shortest bars of an enabled strategy have "
                + seconds(shortestNs) + ". Give at least that, or 0s");
        }
    }

    private void checkProposer(final ModelSettings model) {
        if (model.proposer() == ModelSettings.Proposer.EXPERTS && !model.scalesExperts()) {
            faults.add("policy.model.proposer: only the head size_or_skip asks a proposer. Set policy.model.head, or remove this");
        }
    }

    private void checkCombination(final ModelSettings model) {
        if (model.file().combine() != ModelSettings.Combination.MEAN && model.members() == 1) {
            faults.add("policy.model.combine: one model alone has nothing to combine. Name more models under policy.model.ensemble, or remove this");
        }
    }

    private void checkPredictor() {
        final PolicySettings.Prediction predictor = policy.confluence().predictor();
        if (predictor == PolicySettings.Prediction.MODEL && !policy.isModelPredictor()) {
            faults.add("policy.predictor: model needs policy.type confluence, because policy.model can name only one model");
        } else if (predictor == PolicySettings.Prediction.HEURISTIC && !policy.asksConfluence()) {
            faults.add("policy.predictor: only confluence asks a predictor, and it does not propose anything here. Set policy.type to confluence, or"
                + " policy.predictor to off");
        }
    }

    private void checkFavoured(final String favoured) {
        if (!favoured.isEmpty()) {
            requireEnabled("policy.favoured", favoured);
        }
    }

    private void checkClaims(final List<String> claims) {
        if (claims.size() > MAX_CLAIMS) {
            faults.add("policy.claims: " + claims.size() + " claims are too many, because every event checks each of them. Give at most " + MAX_CLAIMS);
            return;
        }
        for (int i = 0; i < claims.size(); i++) {
            try {
                MarketClaim.check(claims.get(i));
            } catch (final FormulaException e) {
                faults.add("policy.claims: claim " + (i + 1) + ", '" + shortened(claims.get(i)) + "': " + shortened(e.getMessage())
                    + ". One that works: '" + MarketClaim.EXAMPLE + "'");
            }
        }
    }

    private static String seconds(final long timeNs) {
        return timeNs / SECOND_NS + " s";
    }

    private static String shortened(final String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}

package io.ringmaster.pipeline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.strategies.StrategySpec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFaultsTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldListTheStrategiesThatMayDecide() {
        assertEquals(
            List.of("policy.strategy: 's9' is not the id of an enabled strategy; enabled: s0, s1"), faults(2, "{type: single, strategy: s9}"));
        assertEquals(List.of("policy.strategy: '' is not the id of an enabled strategy; none is enabled"), faults(0, "{type: single}"));
        assertEquals(
            List.of("policy.strategy: '' is not the id of an enabled strategy; enabled: s0, s1, s2, s3, s4, s5, s6, s7, s8, s9 and 90 more"),
            faults(100, "{type: single}"));
        assertEquals(List.of(), faults(100, "{type: single, strategy: s99}"));
        assertEquals(List.of("policy.favoured: 'x' is not the id of an enabled strategy; enabled: s0"), faults(1, "{favoured: x}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        mark                         ; it is not a value of the market (mark, last, bid, ask, spread, imbalance), then >, >=, < or <=, then a formula
        mark crosses above sma(20)   ; it is not a value of the market (mark, last, bid, ask, spread, imbalance), then >, >=, < or <=, then a formula
        mark >                       ; no formula follows '>'
        close > 3                    ; it begins with 'close' instead of mark, last, bid, ask, spread, imbalance
        Mark > 3                     ; it begins with 'Mark' instead of mark, last, bid, ask, spread, imbalance
        mark > sma(20                ; 'sma(20' ends at column 7 where ')' belongs
        mark > highest(high, 2000000000) ; 'highest(high,2000000000)': 'n' must be in [1, 100000], not 2000000000
        imbalance > 2                ; the imbalance is in [-1, 1], so this claim can never become true
        """)
    void shouldSayWhichClaimIsWrongAndWhy(final String claim, final String why) {
        assertEquals(
            List.of("policy.claims: claim 2, '" + claim + "': " + why + ". One that works: 'mark > highest(high, 20)'"),
            faults(2, "{claims: ['mark > highest(high, 20)', '" + claim + "']}"));
    }

    @Test
    void shouldLimitTheClaims() {
        assertEquals(List.of(), faults(2, claims(64)));
        assertEquals(
            List.of("policy.claims: 65 claims are too many, because every event checks each of them. Give at most 64"), faults(2, claims(65)));
    }

    private static String claims(final int count) {
        return "{claims: ['" + String.join("', '", Collections.nCopies(count, "imbalance >= 1")) + "']}";
    }

    @Test
    void shouldRefuseARoundThatNoBarEnds() {
        assertEquals(List.of(), faults(2, "{type: experts, experts: {round: 60s}}"));
        assertEquals(List.of(), faults(2, "{type: experts, experts: {round: 0s}}"));
        assertEquals(
            List.of("policy.experts.round: a round ends when a bar closes, and the shortest bars of an enabled strategy have 60 s. Give at least that,"
                + " or 0s"), faults(2, "{type: experts, experts: {round: 59s}}"));
    }

    @Test
    void shouldRefuseMoreStrategiesThanTheAlgorithmCanWeigh() {
        assertEquals(List.of(), faults(6, "{type: experts, experts: {algorithm: universal}}"));
        assertEquals(
            List.of("policy.experts: universal weighs every mix in parts of 5 %, which is possible for 1 to 6 experts: experts=7. Take another algorithm,"
                + " such as eg"), faults(7, "{type: experts, experts: {algorithm: universal}}"));
    }

    @Test
    void shouldRefuseAPredictorThatIsNeverAsked() {
        final String fault = "policy.predictor: only confluence asks a predictor, and it does not propose anything here. Set policy.type to confluence, or"
            + " policy.predictor to off";
        assertEquals(List.of(fault), faults(2, "{type: experts, predictor: heuristic}"));
        assertEquals(List.of(fault), faults(2, "{type: single, strategy: s1, predictor: heuristic}"));
        assertEquals(List.of(fault), faults(2, "{type: model, predictor: heuristic}"));
        assertEquals(List.of(), faults(2, "{predictor: heuristic}"));
        assertEquals(List.of(), faults(2, "{type: model, model: {head: size_or_skip}, predictor: heuristic}"));
    }

    @Test
    void shouldRefuseSettingsOfAModelThatNeverAct() {
        assertEquals(
            List.of("policy.model.proposer: only the head size_or_skip asks a proposer. Set policy.model.head, or remove this"),
            faults(2, "{type: model, model: {head: buy_sell_hold, proposer: experts}}"));
        assertEquals(List.of(), faults(2, "{type: model, model: {head: size_or_skip, proposer: experts}}"));
        assertEquals(
            List.of("policy.model.combine: one model alone has nothing to combine. Name more models under policy.model.ensemble, or remove this"),
            faults(2, "{type: model, model: {head: buy_sell_hold, combine: vote}}"));
        assertEquals(List.of(), faults(2, "{type: model, model: {head: buy_sell_hold, combine: vote, ensemble: [{file: b.onnx}]}}"));
    }

    /** To ask for more than there are is how a user turns entries off. */
    @Test
    void shouldAllowAnAgreementThatIsOutOfReach() {
        assertEquals(List.of(), faults(3, "{minAgreeing: 4, solo: false}"));
    }

    @Test
    void shouldNameWhatNoPartOfTheObservationShows() {
        assertEquals(
            List.of("policy.observedStrategies: no part of the observation shows strategies. Add capstone or meta",
                "policy.observedSeries: no part of the observation shows 'vix'. Add meta"),
            faults(2, "{type: model, observation: [micro30], observedStrategies: [s0], observedSeries: [vix]}"));
        assertEquals(
            List.of("policy.observedSeries: no part of the observation shows 'dxy'. Add meta"),
            faults(2, "{type: model, observation: [capstone], observedStrategies: [s0], observedSeries: [vix, dxy]}"));
        assertEquals(List.of(), faults(2, "{type: model, observation: [meta], observedStrategies: [s0], observedSeries: [vix, dxy]}"));
    }

    /** Strategies s0, s1, ... on bars of a minute; half of them name the first instrument, half mean it. */
    private static List<String> faults(final int strategies, final String policy) {
        final List<StrategySpec> specs = IntStream.range(0, strategies).mapToObj(i -> new StrategySpec(
            "s" + i, "ott", new StrategySpec.Bars(i % 2 == 0 ? "X" : "", 60 * SECOND, 0), Map.of(), true, 1_000, StrategySpec.Vote.EVEN)).toList();
        return new PolicyFaults("X", specs, Configuration.bind(PolicySettings.class, "test", policy, Map.of())).all();
    }
}

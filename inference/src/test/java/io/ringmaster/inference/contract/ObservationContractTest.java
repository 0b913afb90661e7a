package io.ringmaster.inference.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringmaster.inference.contract.Step.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract's text, its hash, its faults and its differences. */
class ObservationContractTest {

    private static final long MINUTE_NS = 60_000_000_000L;
    private static final List<ListedStrategy> STRATEGIES =
        List.of(new ListedStrategy("ott", "ott 15m n=2"), new ListedStrategy("super\"trend", "supertrend 15m"));

    private static ObservationContract contract(final String... presets) {
        return settings(List.of(presets), ObservationSettings.MissingValues.CONSTANT).contract("kraken:PF_XBTUSD", DecidesOn.BAR, STRATEGIES);
    }

    private static ObservationSettings settings(final List<String> presets, final ObservationSettings.MissingValues missing) {
        return new ObservationSettings(presets, List.of(), List.of("vix"), MINUTE_NS, missing);
    }

    private static ObservationContract small(final ObservedFeature... features) {
        return new ObservationContract(
            new Origin("kraken:PF_XBTUSD", MINUTE_NS, DecidesOn.BAR), ObservationContract.ONE_HOT, STRATEGIES, List.of(features));
    }

    private static ObservedFeature formula(final String name, final String of, final Step... steps) {
        return new ObservedFeature(name, new Source.Formula(of), List.of(steps), Missing.ZERO);
    }

    @Test
    void shouldReadBackWhatItWrites() {
        for (final ObservationContract contract : List.of(
            contract("micro30"), contract("capstone"), contract("meta"), contract("meta", "micro30", "capstone"),
            settings(List.of("micro30", "meta"), ObservationSettings.MissingValues.MASK).contract("x", DecidesOn.EVENT, STRATEGIES))) {
            final ObservationContract back = ObservationContract.parse(contract.canonical());
            assertEquals(contract, back);
            assertEquals(contract.canonical(), back.canonical());
            assertEquals(contract.sha256(), back.sha256());
            assertEquals(Optional.empty(), contract.firstDifference(back));
        }
    }

    /** The text by hand: if it changes, every trained model loses its contract. */
    @Test
    void shouldWriteTheCanonicalTextOfVersion1() {
        final ObservationContract contract = small(
            formula("rsi", "rsi(14)", Step.of(Operation.DIVIDE, 100), new Step(Operation.CLIP, -0.5, 1e300), Step.of(Operation.FLOAT32)),
            new ObservedFeature("w", new Source.Weight("ott"), List.of(), new Missing(0.1, true)));
        assertEquals("{\"version\":1,\"market\":\"kraken:PF_XBTUSD\",\"timeframeNs\":60000000000,\"decidesOn\":\"bar\","
            + "\"oneHotOrder\":[\"flat\",\"long\",\"short\",\"hold\"],\"strategies\":[{\"id\":\"ott\",\"definition\":\"ott 15m n=2\"},"
            + "{\"id\":\"super\\\"trend\",\"definition\":\"supertrend 15m\"}],\"features\":["
            + "{\"name\":\"rsi\",\"source\":\"formula\",\"of\":\"rsi(14)\",\"steps\":[{\"do\":\"divide\",\"by\":100},"
            + "{\"do\":\"clip\",\"low\":-0.5,\"high\":1.0E300},{\"do\":\"float32\"}],\"missing\":0,\"mask\":false},"
            + "{\"name\":\"w\",\"source\":\"weight\",\"of\":\"ott\",\"steps\":[],\"missing\":0.1,\"mask\":true}]}", contract.canonical());
        // printf '%s' TEXT | sha256sum
        assertEquals("ef469e100aca219f0cc753f852419240da5e1bb8238647d499963ba86529e10b", contract.sha256());
        assertEquals(List.of("rsi", "w", "w.missing"), contract.names());
    }

    /** A preset that changes is another contract, and models trained under the old one are refused: then its name must change as well. */
    @Test
    void shouldKeepThePresetsAsModelsWereTrainedUnderThem() {
        final Map<String, String> hashes = new TreeMap<>();
        for (final String preset : List.of("micro30", "capstone", "meta")) {
            hashes.put(preset, contract(preset).sha256());
        }
        assertEquals(new TreeMap<>(Map.of(
            "micro30", "31759511a9b579d38a276282716dfc9c1bfbd62e98079536af8d2a7390ea9742",
            "capstone", "47f5e52b9a8af356e5273bb058e232bc014fdcbd47b77ebe4e359ecae3dc442f",
            "meta", "d5aa1927fd241bec0dc4c1904915c9f4f73520944cb61a2688ebee96fed4411c")), hashes);
    }

    @Test
    void shouldReadAFileThatWasMadeReadable() {
        final ObservationContract contract = contract("micro30");
        final String readable = contract.canonical().replace("{\"name\"", "\n  {\"name\"").replace("\":", "\" : ").replace("[{", "[ {");
        assertEquals(contract.sha256(), ObservationContract.parse(readable).sha256());
    }

    @Test
    void shouldHaveThirtyFeaturesInMicro30() {
        final ObservationContract contract = contract("micro30");
        assertEquals(30, contract.length());
        assertEquals(0, contract.strategies().size());
        assertEquals(60, settings(List.of("micro30"), ObservationSettings.MissingValues.MASK).contract("x", DecidesOn.BAR, STRATEGIES)
            .length());
    }

    @Test
    void shouldHaveTheCapstonesDimension() {
        for (int n = 0; n < 6; n++) {
            for (final List<String> series : List.of(List.<String>of(), List.of("vix"))) {
                final List<ListedStrategy> listed = IntStream.range(0, n).mapToObj(i -> new ListedStrategy("s" + i, "")).toList();
                final int turbulence = 1 + series.size();
                assertEquals(1 + 5 + 7 + turbulence + 4 * n + 1 + 7, new ObservationSettings(
                    List.of("capstone"), List.of(), series, MINUTE_NS, ObservationSettings.MissingValues.CONSTANT)
                    .contract("x", DecidesOn.BAR, listed).length());
            }
        }
    }

    @Test
    void shouldHaveSevenFeaturesOfEachStrategyInMeta() {
        for (int n = 1; n < 4; n++) {
            final List<ListedStrategy> listed = IntStream.range(0, n).mapToObj(i -> new ListedStrategy("s" + i, "")).toList();
            assertEquals(7 * n + 29 + 1, settings(List.of("meta"), ObservationSettings.MissingValues.CONSTANT)
                .contract("x", DecidesOn.BAR, listed).length());
        }
    }

    @Test
    void shouldListEveryFaultByTheFeaturesName() {
        final List<ObservedFeature> features = List.of(
            formula("a", "close", Step.of(Operation.DIVIDE, 0)),
            formula("a", "close"),
            formula("b", "", new Step(Operation.CLIP, 1, 1)),
            formula("c", "close", Step.of(Operation.ROLLING_Z, 1.5), Step.of(Operation.ROLLING_RANK, 10)),
            new ObservedFeature("d", new Source.Weight("gone"), List.of(), new Missing(Double.NaN, false)),
            formula("e", "close", new Step(Operation.Z_SCORE, 0, 0), new Step(Operation.TANH, 1, 0), Step.of(Operation.ADD, Double.NaN)));
        assertEquals(String.join("\n",
            "feature 'd' reads strategy 'gone', which the contract does not list",
            "feature 'a' divide(by=0) needs another number than 0",
            "feature 'a' has the name of another",
            "feature 'b' does not say which formula it is",
            "feature 'b' clip(low=1, high=1) needs low below high",
            "feature 'c' has more than one rolling step",
            "feature 'c' rolling_z(n=1.5) needs a whole number of bars from 2 to 100000",
            "feature 'd' needs a finite value where it is unknown",
            "feature 'e' z_score(mean=0, deviation=0) needs a deviation above 0",
            "feature 'e' tanh has an argument too many",
            "feature 'e' add(of=NaN) needs finite numbers"),
            assertThrows(ContractException.class, () -> small(features.toArray(ObservedFeature[]::new))).getMessage());
    }

    @Test
    void shouldRefuseMoreThan4096Values() {
        final List<ObservedFeature> features = new ArrayList<>();
        IntStream.range(0, 4_096).forEach(i -> features.add(formula("f" + i, "close")));
        assertEquals(4_096, small(features.toArray(ObservedFeature[]::new)).length());
        features.add(formula("one more", "close"));
        assertEquals("an observation must have 1 to 4096 values, not 4097",
            assertThrows(ContractException.class, () -> small(features.toArray(ObservedFeature[]::new))).getMessage());
    }

    @Test
    void shouldRefuseASignalInAnotherOrderThanTheOneHotOrder() {
        final ObservationContract contract = contract("capstone");
        final List<ObservedFeature> features = new ArrayList<>(contract.features());
        Collections.swap(features, 15, 16);
        assertEquals("feature 'capstone.ott.long' stands where the signal ott.flat belongs; the one-hot order is [flat, long, short, hold]",
            assertThrows(ContractException.class, () -> new ObservationContract(
                contract.origin(), contract.oneHotOrder(), contract.strategies(), features)).getMessage());
        assertEquals("the signal of strategy 'ott' ends before hold; the one-hot order is [flat, long, short, hold]",
            assertThrows(ContractException.class, () -> new ObservationContract(
                contract.origin(), contract.oneHotOrder(), contract.strategies(), contract.features().subList(0, 18))).getMessage());
    }

    @Test
    void shouldNameTheFirstDifference() {
        final ObservationContract expected = contract("micro30", "capstone");
        final List<ObservedFeature> swapped = new ArrayList<>(expected.features());
        Collections.swap(swapped, 3, 4);
        assertEquals("the contract expects feature 4 to be 'micro30.close', but it is 'micro30.volume'; the order differs, the names do not",
            difference(expected, with(expected, swapped)));
        assertEquals("the contract expects feature 78 to be 'capstone.bars_since_stop', but it is missing".replace("78", "" + expected.length()),
            difference(expected, with(expected, expected.features().subList(0, expected.features().size() - 1))));
        assertEquals("the contract expects feature 'micro30.volume' to have the steps [log1p, rolling_z(n=1440)], but they are [log1p,"
            + " rolling_z(n=60)]",
            difference(expected, with(expected, replaced(
                expected, 4, "volume", Missing.ZERO, Step.of(Operation.LOG1P), Step.of(Operation.ROLLING_Z, 60)))));
        assertEquals("the contract expects feature 'micro30.volume' to be the formula volume, but it is the formula volume[1]",
            difference(expected, with(expected, replaced(expected, 4, "volume[1]", Missing.ZERO))));
        assertEquals("the contract expects feature 'micro30.open' to have the constant 0 where it is unknown, but it has a mask and 0",
            difference(expected, with(expected, replaced(expected, 0, "log(open/close[1])", new Missing(0, true)))));
    }

    private static List<ObservedFeature> replaced(
        final ObservationContract contract, final int index, final String formula, final Missing missing, final Step... steps) {
        final List<ObservedFeature> features = new ArrayList<>(contract.features());
        features.set(index, new ObservedFeature(features.get(index).name(), new Source.Formula(formula), List.of(steps), missing));
        return features;
    }

    @Test
    void shouldNameADifferenceOfTheWholeContractFirst() {
        final ObservationContract expected = contract("meta");
        final Origin origin = expected.origin();
        assertEquals("the contract expects bars of 60 s, but they are of 900 s",
            difference(expected, with(expected, new Origin("x", 15 * MINUTE_NS, DecidesOn.EVENT))));
        assertEquals("the contract expects decisions on bar, but they are on claim",
            difference(expected, with(expected, new Origin("x", MINUTE_NS, DecidesOn.CLAIM))));
        assertEquals("the contract expects the market 'kraken:PF_XBTUSD', but it is 'binance:BTCUSDT'",
            difference(expected, with(expected, new Origin("binance:BTCUSDT", MINUTE_NS, DecidesOn.BAR))));
        assertEquals("the contract expects strategy 1 to be 'ott', but it is 'super\"trend'; the order differs, the names do not",
            difference(expected, settings(List.of("meta"), ObservationSettings.MissingValues.CONSTANT)
                .contract(origin.market(), origin.decidesOn(), STRATEGIES.reversed())));
        assertEquals("the contract expects strategy 2 to be 'super\"trend', but it is missing",
            difference(expected, settings(List.of("meta"), ObservationSettings.MissingValues.CONSTANT)
                .contract(origin.market(), origin.decidesOn(), STRATEGIES.subList(0, 1))));
        assertEquals("the contract expects strategy 'ott' to be ott 15m n=2, but it is ott 15m n=3",
            difference(expected, settings(List.of("meta"), ObservationSettings.MissingValues.CONSTANT).contract(
                origin.market(), origin.decidesOn(), List.of(new ListedStrategy("ott", "ott 15m n=3"), STRATEGIES.getLast()))));
        final ObservationContract plain = small(formula("a", "close"));
        assertEquals("the contract expects the one-hot order [flat, long, short, hold], but it is [hold, long, short, flat]",
            difference(plain, new ObservationContract(
                plain.origin(), List.of("hold", "long", "short", "flat"), plain.strategies(), plain.features())));
    }

    private static String difference(final ObservationContract expected, final ObservationContract found) {
        return expected.firstDifference(found).orElseThrow();
    }

    private static ObservationContract with(final ObservationContract contract, final List<ObservedFeature> features) {
        return new ObservationContract(contract.origin(), contract.oneHotOrder(), contract.strategies(), features);
    }

    private static ObservationContract with(final ObservationContract contract, final Origin origin) {
        return new ObservationContract(origin, contract.oneHotOrder(), contract.strategies(), contract.features());
    }

    @Test
    void shouldSayWhatIsWrongWithATextThatIsNoContract() {
        final String good = small(formula("rsi", "rsi(14)", Step.of(Operation.DIVIDE, 100))).canonical();
        final Map<String, String> faults = new TreeMap<>();
        faults.put("{", "the contract is no JSON: ");
        faults.put("[]", "the contract must be a JSON object");
        faults.put(good + "{}", "something follows the contract");
        faults.put(good.replace("\"version\":1", "\"version\":2"), "the contract has version 2; this build reads version 1");
        faults.put(good.replace("\"market\"", "\"markt\""), "the contract has the key 'markt', which this build does not know");
        faults.put(good.replace("\"market\":\"kraken:PF_XBTUSD\",", ""), "the contract has no 'market'");
        faults.put(good.replace("60000000000", "1.5"), "the contract must have a whole number as 'timeframeNs'");
        faults.put(good.replace("bar", "noon"), "the contract 'decidesOn' is 'noon', which this build does not know");
        faults.put(good.replace("\"do\":\"divide\"", "\"do\":\"root\""), "feature 'rsi' has the step 'root', which this build does not know");
        faults.put(good.replace("\"by\":100", "\"by\":\"100\""), "step 'divide' must have a number as 'by'");
        faults.put(good.replace("\"by\":100", "\"by\":100,\"by\":99"), "the contract has 'by' twice in one place");
        faults.put(good.replace("\"source\":\"formula\"", "\"source\":\"oracle\""),
            "feature 'rsi' there is no source 'oracle'; sources are account, formula, market, signal, tally and weight");
        faults.put(good.replace("\"mask\":false", "\"mask\":null"), "the contract has VALUE_NULL where a value belongs");
        faults.put(good.replace("\"by\":100", "\"by\":0"), "feature 'rsi' divide(by=0) needs another number than 0");
        faults.forEach((text, message) -> {
            final String said = assertThrows(ContractException.class, () -> ObservationContract.parse(text), text).getMessage();
            assertEquals(message, said.substring(0, Math.min(said.length(), message.length())), said);
        });
    }

    @Test
    void shouldRefuseSettingsThatMeanNothing() {
        assertEquals("observation 'micro31' is unknown; there are micro30, capstone, meta", assertThrows(
            IllegalArgumentException.class, () -> settings(List.of("micro31"), ObservationSettings.MissingValues.MASK)).getMessage());
        assertEquals("observation names something twice: [meta, meta]", assertThrows(
            IllegalArgumentException.class, () -> settings(List.of("meta", "meta"), ObservationSettings.MissingValues.MASK)).getMessage());
        assertEquals("observedStrategies names 'x', which is no enabled strategy", assertThrows(IllegalArgumentException.class,
            () -> new ObservationSettings(List.of("meta"), List.of("x"), List.of(), MINUTE_NS, ObservationSettings.MissingValues.MASK)
                .contract("m", DecidesOn.BAR, STRATEGIES)).getMessage());
        assertEquals("observedSeries must have a name of 1 to 32 small letters, digits and '_', beginning with a letter, such as vix, not 'VIX'",
            assertThrows(IllegalArgumentException.class, () -> new ObservationSettings(
                List.of("meta"), List.of(), List.of("VIX"), MINUTE_NS, ObservationSettings.MissingValues.MASK)).getMessage());
    }
}

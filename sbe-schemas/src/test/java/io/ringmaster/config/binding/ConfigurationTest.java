package io.ringmaster.config.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.Inline;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.config.KeyOrder;
import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;
import io.ringmaster.config.binding.Sample.Deep;
import io.ringmaster.config.binding.Sample.Limits;
import io.ringmaster.config.binding.Sample.Mode;
import io.ringmaster.config.binding.Sample.Spec;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

    private static final long SEED = Long.getLong("seed", 20261121L);
    private static final Limits DEFAULT_LIMITS = new Limits(50_000_000L, 1_000_000_000L, 1024, 71, 0.3, true, new Deep(7));
    private static final Sample DEFAULTS =
        new Sample(DEFAULT_LIMITS, List.of(), List.of("BTC", "ETH"), List.of(), Map.of(), Mode.AUTO, "demo");

    private static Sample bind(final String yaml) {
        return Configuration.bind(Sample.class, "a.yaml", yaml, Map.of());
    }

    private static String message(final String yaml, final Map<String, String> overrides) {
        return assertThrows(
            InvalidInputException.class,
            () -> Configuration.bind(Sample.class, "a.yaml", yaml, overrides)).getMessage();
    }

    private static String message(final String yaml) {
        return message(yaml, Map.of());
    }

    @Test
    void shouldTakeEveryDefaultWhenNothingIsGiven() {
        assertEquals(DEFAULTS, bind(""));
        assertEquals(DEFAULTS, bind("# only a comment\n"));
        assertEquals(DEFAULTS, bind("limits:\n"));
        assertEquals(DEFAULTS, bind("limits: {deep: {}}\n"));
    }

    @Test
    void shouldReadEveryKindOfSetting() {
        final Sample sample = bind("""
            # A comment.
            limits:
              maxOrderQty: 1.00000001
              maxAge: 250ms
              ringSize: 64
              seed: -9223372036854775808
              minStrength: 2.5e-1
              enabled: false
              deep: {level: +3}
            strategies:
              - id: first
                timeframe: 4h
                parameters: {period: 010, 'a b': "x: \\"y\\""}
              - {id: "2"}
            symbols: []
            levels: [1, 0.1, 61800.1]
            labels: {b: 1, a: yes}
            mode: busy_spin
            name: ""
            """);

        assertEquals(new Limits(100_000_001L, 250_000_000L, 64, Long.MIN_VALUE, 0.25, false, new Deep(3)), sample.limits());
        assertEquals(
            List.of(
                new Spec("first", 14_400_000_000_000L, Map.of("period", "010", "a b", "x: \"y\"")),
                new Spec("2", 300_000_000_000L, Map.of())),
            sample.strategies());
        assertEquals(List.of(), sample.symbols());
        assertEquals(List.of(100_000_000L, 10_000_000L, 6_180_010_000_000L), sample.levelsE8());
        assertEquals(List.of("a", "b"), List.copyOf(sample.labels().keySet()));
        assertEquals(List.of("yes", "1"), List.copyOf(sample.labels().values()));
        assertEquals(Mode.BUSY_SPIN, sample.mode());
        assertEquals("", sample.name());
    }

    record Durations(@Setting(kind = Kind.DURATION, doc = "each unit") List<Long> eachNs) {
    }

    @Test
    void shouldReadAndWriteEveryUnitOfTime() {
        final Durations durations =
            Configuration.bind(Durations.class, "d.yaml", "each: [250ns, 10us, 5ms, 1s, 15m, 4h, 1d, 0s, 90m, 1500ms, 106751d]", Map.of());

        assertEquals(
            List.of(250L, 10_000L, 5_000_000L, 1_000_000_000L, 900_000_000_000L, 14_400_000_000_000L, 86_400_000_000_000L, 0L,
                5_400_000_000_000L, 1_500_000_000L, 9_223_286_400_000_000_000L),
            durations.eachNs());
        assertEquals(
            "each:\n  - 250ns\n  - 10us\n  - 5ms\n  - 1s\n  - 15m\n  - 4h\n  - 1d\n  - 0s\n  - 90m\n  - 1500ms\n  - 106751d\n",
            Configuration.render(durations));
        assertEquals(
            "a duration must not be negative: durationNs=-1",
            assertThrows(IllegalArgumentException.class, () -> Configuration.render(new Durations(List.of(-1L)))).getMessage());
    }

    @Test
    void shouldBindTheInstrumentOfTheUnits() {
        final InstrumentDefinition instrument =
            Configuration.bind(InstrumentDefinition.class, "i.yaml", "symbol: PF_XBTUSD", Map.of());

        assertEquals(InstrumentDefinition.perpetual("PF_XBTUSD", 100_000_000L), instrument);
        assertEquals(instrument, Configuration.bind(InstrumentDefinition.class, "i.yaml", Configuration.render(instrument), Map.of()));
    }

    @Test
    void shouldNameAnUnknownKeyAndTheNearestKnownOne() {
        assertEquals("a.yaml line 2: key 'limits.maxOrdrQty': unknown. Did you mean 'maxOrderQty'?", message("limits:\n  maxOrdrQty: 1"));
        assertEquals(
            "a.yaml line 1: key 'limits.max_order_qty': unknown. Did you mean 'maxOrderQty'?",
            message("limits: {max_order_qty: 1}"));
        assertEquals(
            "a.yaml line 1: key 'limits.maxOrderQtyE8': unknown. Did you mean 'maxOrderQty'?",
            message("limits: {maxOrderQtyE8: 1}"));
        assertEquals(
            "a.yaml line 1: key 'colour': unknown. Known here: limits, strategies, symbols, levels, labels, mode, name.",
            message("colour: red"));
        assertEquals(
            "a.yaml line 1: key '<<': unknown. Known here: limits, strategies, symbols, levels, labels, mode, name.",
            message("<<: {name: x}"));
    }

    @Test
    void shouldNameAMissingSettingAtTheLineOfItsSection() {
        assertEquals(
            "a.yaml line 3: key 'strategies.1.id': missing. Give a text: unique name.",
            message("strategies:\n  - id: a\n  - timeframe: 1m\n"));
        final String nothing = assertThrows(
            InvalidInputException.class,
            () -> Configuration.bind(InstrumentDefinition.class, "i.yaml", "", Map.of())).getMessage();
        assertEquals("i.yaml line 1: key 'symbol': missing. Give a text: the venue's name.", nothing);
    }

    @Test
    void shouldNameAValueOfTheWrongKind() {
        assertEquals(
            "a.yaml line 1: key 'limits.ringSize': '64.5' is not a whole number. Give a whole number, 2 or more.",
            message("limits: {ringSize: 64.5}"));
        assertEquals(
            "a.yaml line 1: key 'limits.ringSize': '99999999999' is beyond 2147483647. Give a whole number, 2 or more.",
            message("limits: {ringSize: 99999999999}"));
        assertEquals(
            "a.yaml line 1: key 'limits.minStrength': 'NaN' is not a number. Give a number from 0 to 1.",
            message("limits: {minStrength: NaN}"));
        assertEquals(
            "a.yaml line 1: key 'limits.minStrength': '1e999' is too large. Give a number from 0 to 1.",
            message("limits: {minStrength: 1e999}"));
        assertEquals(
            "a.yaml line 1: key 'limits.enabled': 'yes' is not true or false. Give true or false.", message("limits: {enabled: yes}"));
        assertEquals("a.yaml line 1: key 'mode': 'fast' is not allowed. Give one of auto, busy_spin.", message("mode: fast"));
        assertEquals("a.yaml line 1: key 'mode': 'AUTO' is not allowed. Give one of auto, busy_spin.", message("mode: AUTO"));
    }

    @Test
    void shouldNameABadDecimal() {
        final String give = ". Give a decimal number from 0.0001 to 10.";
        assertEquals(
            "a.yaml line 1: key 'limits.maxOrderQty': '1,5' is not a decimal number" + give,
            message("limits: {maxOrderQty: '1,5'}"));
        assertEquals(
            "a.yaml line 1: key 'limits.maxOrderQty': '0.123456789' has more than 8 decimal places" + give,
            message("limits: {maxOrderQty: 0.123456789}"));
        assertEquals(
            "a.yaml line 1: key 'limits.maxOrderQty': '1e999999999' is too large" + give,
            message("limits: {maxOrderQty: 1e999999999}"));
        assertEquals(
            "a.yaml line 1: key 'limits.maxOrderQty': '92233720368.54775808' is too large" + give,
            message("limits: {maxOrderQty: 92233720368.54775808}"));
    }

    @Test
    void shouldNameABadDuration() {
        final String give = ". Give a duration such as 5ms, 1s or 15m from 1ms to 1h.";
        final String units = " is not a duration: a whole number and one of the units ns us ms s m h d";
        assertEquals("a.yaml line 1: key 'limits.maxAge': '10 minutes'" + units + give, message("limits: {maxAge: 10 minutes}"));
        assertEquals("a.yaml line 1: key 'limits.maxAge': '10'" + units + give, message("limits: {maxAge: 10}"));
        assertEquals("a.yaml line 1: key 'limits.maxAge': '-1s'" + units + give, message("limits: {maxAge: -1s}"));
        assertEquals("a.yaml line 1: key 'limits.maxAge': '110000d' is longer than 292 years" + give, message("limits: {maxAge: 110000d}"));
    }

    @Test
    void shouldNameTheRangeOfAValueOutsideIt() {
        assertEquals(
            "a.yaml line 1: key 'limits.maxOrderQty': '10.00000001' is out of range. Give a decimal number from 0.0001 to 10.",
            message("limits: {maxOrderQty: 10.00000001}"));
        assertEquals(
            "a.yaml line 1: key 'limits.maxAge': '999us' is out of range. Give a duration such as 5ms, 1s or 15m from 1ms to 1h.",
            message("limits: {maxAge: 999us}"));
        assertEquals(
            "a.yaml line 1: key 'limits.ringSize': '1' is out of range. Give a whole number, 2 or more.", message("limits: {ringSize: 1}"));
        assertEquals(
            "a.yaml line 1: key 'levels.1': '-1' is out of range. Give a decimal number, 0 or more.", message("levels: [1, -1]"));
        assertEquals(10_0000_0000L, bind("limits: {maxOrderQty: 10}").limits().maxOrderQtyE8());
    }

    @Test
    void shouldNameAValueWithoutContent() {
        assertEquals(
            "a.yaml line 1: key 'name': no value. Give a text, or remove the line for demo.", message("name:\nmode: auto"));
        assertEquals(
            "a.yaml line 1: key 'levels': no value. Give a list, each a decimal number, 0 or more.", message("levels: null"));
        assertEquals("a.yaml line 2: key 'labels.a': no value. Give a text, \"\" for an empty one.", message("labels:\n  a:\n"));
    }

    @Test
    void shouldNameAWrongStructure() {
        assertEquals("a.yaml line 1: key 'name': holds a list. Give a text.", message("name: [a]"));
        assertEquals(
            "a.yaml line 1: key 'limits': holds '5'. Give a section with maxOrderQty, maxAge, ringSize, seed, minStrength, enabled, deep.",
            message("limits: 5"));
        assertEquals(
            "a.yaml line 2: key 'strategies': holds a section. Give a list, each a section with id, timeframe, parameters.",
            message("strategies:\n  id: a"));
        assertEquals("a.yaml line 1: key 'labels': holds a list. Give a section of lines 'name: text'.", message("labels: []"));
        assertEquals("a.yaml line 1: key 'labels.a': holds a section. Give a text.", message("labels: {a: {b: c}}"));
        assertEquals("a.yaml line 1: the file must contain keys, but contains a list. Write lines 'key: value'.", message("- a"));
        assertEquals("a.yaml line 1: the file must contain keys, but contains a single value. Write lines 'key: value'.", message("hello"));
    }

    @Test
    void shouldNameAKeyGivenTwice() {
        assertEquals(
            "a.yaml line 4: key 'limits.seed': given twice, first on line 2. Remove one of them.",
            message("limits:\n  seed: 1\n  ringSize: 4\n  seed: 2\n"));
        assertEquals(
            "a.yaml line 2: key 'labels.x': given twice, first on line 1. Remove one of them.", message("labels: {x: 1,\n x: 2}"));
    }

    @Test
    void shouldNameTheLineThatIsNotYaml() {
        assertEquals(
            "a.yaml line 2: not YAML: mapping values are not allowed here. Check indentation, quotes and brackets.",
            message("name: a\n  mode: auto"));
        assertEquals(
            "a.yaml line 2: a second document begins. Keep one in a file.",
            message("name: a\n---\nname: b\n"));
        assertEquals(
            "a.yaml line 1: key 'limits': a key is a list or a section. Write a plain word before the colon.", message("limits: {[a]: b}"));
        assertEquals(
            "a.yaml line 3: key 'strategies.1': an alias ('*') repeats a section or list. Write it out.",
            message("strategies:\n  - &a {id: x}\n  - *a\n"));
    }

    @Test
    void shouldTellWhatTheRecordItselfRefuses() {
        assertEquals(
            "a.yaml line 2: key 'limits.ringSize': ringSize must be a power of 2: ringSize=6", message("limits:\n  ringSize: 6"));
        assertEquals("a.yaml line 2: key 'limits': a gate that is on needs a luckier seed", message("limits:\n  seed: 13"));
    }

    @Test
    void shouldListAllFaultsInTheOrderOfTheFileAndOverridesLast() {
        final String yaml = """
            mode: quick
            strategies:
              - timeframe: 1m
              - {id: a, timefram: 5m, timeframe: soon}
            limits:
              ringSize: 3
              minStrength: 2
            nam: x
            """;

        assertEquals("""
            a.yaml line 1: key 'mode': 'quick' is not allowed. Give one of auto, busy_spin.
            a.yaml line 3: key 'strategies.0.id': missing. Give a text: unique name.
            a.yaml line 4: key 'strategies.1.timefram': unknown. Did you mean 'timeframe'?
            a.yaml line 4: key 'strategies.1.timeframe': 'soon' is not a duration: a whole number and one of the units ns us ms s m h d. \
            Give a duration such as 5ms, 1s or 15m, 1s or more.
            a.yaml line 7: key 'limits.minStrength': '2' is out of range. Give a number from 0 to 1.
            a.yaml line 8: key 'nam': unknown. Did you mean 'name'?
            override: key 'limits.seed': 'x' is not a whole number. Give a whole number.""",
            message(yaml, Map.of("limits.seed", "x")));
    }

    @Test
    void shouldPutOverridesInPlaceOfTheFile() {
        final Sample sample = Configuration.bind(
            Sample.class,
            "a.yaml",
            "limits: {seed: 1, ringSize: 2}\nstrategies: [{id: a}, {id: b, timeframe: 1m}]\nlabels: {x: y}\n",
            Map.of(
                "limits.seed", "5",
                "limits.deep.level", "9",
                "strategies.1.timeframe", "1h",
                "strategies.1.parameters.period", "14",
                "labels.z", "a: b",
                "symbols", "[XRP]",
                "name", ""));

        assertEquals(5, sample.limits().seed());
        assertEquals(2, sample.limits().ringSize());
        assertEquals(9, sample.limits().deep().level());
        assertEquals(new Spec("b", 3_600_000_000_000L, Map.of("period", "14")), sample.strategies().get(1));
        assertEquals(Map.of("x", "y", "z", "a: b"), sample.labels());
        assertEquals(List.of("XRP"), sample.symbols());
        assertEquals("", sample.name());
        assertEquals("demo", bind("").name());
    }

    @Test
    void shouldLetAnOverrideReplaceASectionAndAnotherGoIntoIt() {
        final Sample sample = Configuration.bind(
            Sample.class,
            "a.yaml",
            "limits: {ringSize: 2}\n",
            Map.of("limits", "{seed: 4}", "limits.minStrength", "0.5", "strategies", "[{id: a}]", "strategies.0.id", "b"));

        assertEquals(new Limits(50_000_000L, 1_000_000_000L, 1024, 4, 0.5, true, new Deep(7)), sample.limits());
        assertEquals("b", sample.strategies().getFirst().id());
    }

    @Test
    void shouldNameTheOverrideThatIsWrong() {
        assertEquals(
            "override: key 'limits.sead': unknown. Did you mean 'seed'?", message("limits: {seed: 1}", Map.of("limits.sead", "1")));
        assertEquals(
            "override: key 'limts': unknown. Did you mean 'limits'?", message("", Map.of("limts.seed", "1")));
        assertEquals(
            "override: key 'strategies.1.id': '1' is not an element of the list. Give an index from 0 to 0.",
            message("strategies: [{id: a}]", Map.of("strategies.1.id", "1")));
        assertEquals(
            "override: key 'strategies.0.id': '0' is not an element of the list. The list is empty; give all of it.",
            message("strategies: []", Map.of("strategies.0.id", "1")));
        assertEquals(
            "override: key 'limits..seed': a key is empty. Write the keys from the root, joined by single dots.",
            message("", Map.of("limits..seed", "1")));
        assertEquals(
            "override: key 'symbols': not YAML: expected ',' or ']', but got <stream end>. Check indentation, quotes and brackets.",
            message("", Map.of("symbols", "[a")));
        assertEquals("override: key 'limits.seed': '' is not a whole number. Give a whole number.", message("", Map.of("limits.seed", "")));
    }

    @Test
    void shouldFindSettingsAmongEnvironmentVariables() {
        final Map<String, String> environment = new TreeMap<>(Map.of(
            "PATH", "/bin",
            "RINGMASTER_JAVA_OPTS", "-Xmx1g",
            "RINGMASTER_LIMITS_MAX_ORDER_QTY", "2",
            "RINGMASTER_LIMITS_RINGSIZE", "8",
            "RINGMASTER_LIMITS_DEEP_LEVEL", "1",
            "RINGMASTER_STRATEGIES_0_PARAMETERS_FAST_PERIOD", "3",
            "RINGMASTER_MODE", "busy_spin",
            "RINGMASTER_LIMITS_COLOUR", "red"));

        assertEquals(
            Map.of(
                "limits.maxOrderQty", "2",
                "limits.ringSize", "8",
                "limits.deep.level", "1",
                "strategies.0.parameters.fast_period", "3",
                "mode", "busy_spin",
                "limits.colour", "red"),
            Configuration.overridesIn(Sample.class, environment));
    }

    @Test
    void shouldWriteEveryEffectiveSettingInTheOrderOfTheRecord() {
        final Sample sample = bind("""
            name: "it's: #1"
            labels: {b: '', a: "null", c: "true"}
            strategies: [{parameters: {slow: 26, fast: 12}, id: x}, {id: y, timeframe: 90s}]
            """);

        assertEquals("""
            limits:
              maxOrderQty: 0.5
              maxAge: 1s
              ringSize: 1024
              seed: 71
              minStrength: 0.3
              enabled: true
              deep:
                level: 7
            strategies:
              - id: x
                timeframe: 5m
                parameters:
                  fast: 12
                  slow: 26
              - id: y
                timeframe: 90s
                parameters: {}
            symbols:
              - BTC
              - ETH
            levels: []
            labels:
              a: "null"
              b: ""
              c: "true"
            mode: auto
            name: "it's: #1"
            """, Configuration.render(sample));
    }

    @Test
    void shouldReadBackWhateverItWrites() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 2_000; i++) {
            final Sample sample = draw(random);
            final String yaml = Configuration.render(sample);
            final String label = "seed=" + SEED + " i=" + i + "\n" + yaml;
            assertEquals(sample, Configuration.bind(Sample.class, label, yaml, Map.of()), label);
            assertEquals(yaml, Configuration.render(Configuration.bind(Sample.class, label, yaml, Map.of())), label);
        }
    }

    private static Sample draw(final SplittableRandom random) {
        final List<Spec> specs = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            specs.add(new Spec(text(random), random.nextLong(1_000_000_000L, Long.MAX_VALUE), texts(random)));
        }
        final List<String> symbols = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            symbols.add(text(random));
        }
        return new Sample(
            new Limits(
                random.nextLong(10_000, 1_000_000_000L), random.nextLong(1_000_000, 3_600_000_000_000L), 1 << random.nextInt(1, 31),
                random.nextLong() | 64, random.nextDouble(), random.nextBoolean(), new Deep(random.nextInt())),
            specs, symbols, List.of(random.nextLong(0, Long.MAX_VALUE)), texts(random),
            Mode.values()[random.nextInt(2)], text(random));
    }

    private static Map<String, String> texts(final SplittableRandom random) {
        final Map<String, String> texts = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            texts.put(text(random), text(random));
        }
        return texts;
    }

    /** Any character there is, and many of those that mean something in YAML. */
    private static String text(final SplittableRandom random) {
        final String special = " \t\n\r:#-?,[]{}&*!|>'\"%@`~\\=<null0.1eyn\u0085\u2028\uFEFF\u0000\u007F";
        final StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            final int any = random.nextInt(0x110000);
            final boolean isSurrogate = any >= 0xD800 && any <= 0xDFFF;
            text.appendCodePoint(random.nextInt(4) == 0 && !isSurrogate ? any : special.charAt(random.nextInt(special.length())));
        }
        return text.toString();
    }

    @Test
    void shouldBindTenThousandStrategies() {
        final StringBuilder yaml = new StringBuilder("strategies:\n");
        for (int i = 0; i < 10_000; i++) {
            yaml.append("  - id: strategy-").append(i).append("\n    timeframe: ").append(i % 59 + 1)
                .append("m\n    parameters:\n      period: ").append(i).append("\n      factor: 1.5\n");
        }

        final long startNs = System.nanoTime();
        final Sample sample = bind(yaml.toString());
        System.out.printf("10,000 strategies bound in %d ms%n", (System.nanoTime() - startNs) / 1_000_000);

        assertEquals(10_000, sample.strategies().size());
        assertEquals(
            new Spec("strategy-9999", (9_999 % 59 + 1) * 60_000_000_000L, Map.of("period", "9999", "factor", "1.5")),
            sample.strategies().getLast());
    }

    @Test
    void shouldBindADocumentAgainWithoutTheOverridesAndFaultsBefore() {
        final String yaml = "name: x\nlimits: {seed: 5}\nstrategies: [{id: first, parameters: {a: b}}]\n";
        final Configuration.Document document = Configuration.read("a.yaml", yaml);
        final Map<String, String> overrides = Map.of(
            "name", "y", "limits.seed", "6", "limits.ringSize", "8", "strategies.0.id", "other", "strategies.0.parameters.a", "c");

        final Sample changed = Configuration.bind(Sample.class, document, overrides, bound -> List.of());
        assertThrows(InvalidInputException.class, () -> Configuration.bind(Sample.class, document, Map.of("nonsense", "1"), bound -> List.of()));

        assertEquals("y", changed.name());
        assertEquals(List.of("limits.ringSize"), document.notGiven(Map.of(), List.of("limits.seed", "limits.ringSize", "name")));
        assertEquals(bind(yaml), Configuration.bind(Sample.class, document, Map.of(), bound -> List.of()));
    }

    @Test
    void shouldDocumentEverySetting() {
        assertEquals("""
            | key | default | allowed | meaning |
            | --- | --- | --- | --- |
            | **`limits`** |  | a section | limits |
            | `limits.maxOrderQty` | `0.5` | a decimal number from 0.0001 to 10 | largest order |
            | `limits.maxAge` | `1s` | a duration such as 5ms, 1s or 15m from 1ms to 1h | oldest data |
            | `limits.ringSize` | `1024` | a whole number, 2 or more | ring slots, a power of 2 |
            | `limits.seed` | `71` | a whole number | seed |
            | `limits.minStrength` | `0.3` | a number from 0 to 1 | smallest \\| least strength |
            | `limits.enabled` | `true` | true or false | whether the gate is on |
            | **`limits.deep`** |  | a section | deepest part |
            | `limits.deep.level` | `7` | a whole number | a number |
            | **`strategies`** | `[]` | a list of sections | strategies, in order |
            | `strategies[].id` | required | a text | unique name |
            | `strategies[].timeframe` | `5m` | a duration such as 5ms, 1s or 15m, 1s or more | bar length |
            | `strategies[].parameters` | `{}` | a section of lines 'name: text' | by name |
            | `symbols` | `[BTC, ETH]` | a list, each a text | symbols |
            | `levels` | `[]` | a list, each a decimal number, 0 or more | price levels |
            | `labels` | `{}` | a section of lines 'name: text' | free words |
            | `mode` | `auto` | one of auto, busy_spin | how it runs |
            | `name` | `demo` | a text | a name |
            """, Configuration.document(Sample.class));
    }

    record Undescribed(int bare) {
    }

    record WrongType(@Setting(doc = "x") Object anything) {
    }

    record WrongDefault(@Setting(value = "abc", doc = "x") int number) {
    }

    record WrongKind(@Setting(kind = Kind.E8, doc = "x") double priceE8) {
    }

    @Test
    void shouldRefuseARecordThatIsNotWellDescribed() {
        final String name = ConfigurationTest.class.getName();
        assertEquals(name + "$Undescribed.bare has no @Setting", refusal(Undescribed.class));
        assertEquals(
            name + "$WrongType.anything: no setting can have the type java.lang.Object", refusal(WrongType.class));
        assertEquals(name + "$WrongKind.priceE8: kind E8 needs a long, not double", refusal(WrongKind.class));
        assertEquals("the default of 'number' is not allowed", refusal(WrongDefault.class));
    }

    private static String refusal(final Class<? extends Record> type) {
        return assertThrows(IllegalArgumentException.class, () -> Configuration.bind(type, "a.yaml", "", Map.of())).getMessage();
    }

    record Size(
        @Setting(kind = Kind.E8, value = "1", doc = "least") long minQtyE8,
        @Setting(kind = Kind.E8, value = "2", doc = "most") long maxQtyE8) {

        Size {
            if (minQtyE8 > maxQtyE8) {
                throw new IllegalArgumentException("minQtyE8 must not be above maxQty");
            }
        }
    }

    record Shape(@Inline Size size, @Setting(value = "3", doc = "sides") int sides) {
    }

    record Grouped(@Setting(value = "a", doc = "first") String first, @Inline Shape shape, @Setting(doc = "own section") Size own) {
    }

    @KeyOrder({"sides", "maxQty", "minQty"})
    record Ordered(@Inline Size size, @Setting(value = "3", doc = "sides") int sides) {
    }

    @Test
    void shouldReadInlineRecordsAtTheLevelOfTheRecordThatHoldsThem() {
        final String yaml = "first: x\nmaxQty: 5\nsides: 4\nown: {minQty: 0.5}\n";

        final Grouped grouped = Configuration.bind(Grouped.class, "a.yaml", yaml, Map.of("minQty", "2.5"));

        assertEquals(new Grouped("x", new Shape(new Size(250_000_000, 500_000_000), 4), new Size(50_000_000, 200_000_000)), grouped);
        assertEquals(
            "first: x\nminQty: 2.5\nmaxQty: 5\nsides: 4\nown:\n  minQty: 0.5\n  maxQty: 2\n", Configuration.render(grouped));
        assertEquals(Map.of("maxQty", "7", "own.minQty", "1"), Configuration.overridesIn(
            Grouped.class, Map.of("RINGMASTER_MAX_QTY", "7", "RINGMASTER_OWN_MIN_QTY", "1")));
        assertEquals("""
            | key | default | allowed | meaning |
            | --- | --- | --- | --- |
            | `first` | `a` | a text | first |
            | `minQty` | `1` | a decimal number | least |
            | `maxQty` | `2` | a decimal number | most |
            | `sides` | `3` | a whole number | sides |
            | **`own`** |  | a section | own section |
            | `own.minQty` | `1` | a decimal number | least |
            | `own.maxQty` | `2` | a decimal number | most |
            """, Configuration.document(Grouped.class));
    }

    @Test
    void shouldReportFaultsOfInlineRecordsWhereTheyStand() {
        assertEquals("a.yaml line 2: key 'minQty': minQtyE8 must not be above maxQty", refusal(Grouped.class, "sides: 4\nminQty: 5\n"));
        assertEquals("a.yaml line 1: key 'maxQt': unknown. Did you mean 'maxQty'?", refusal(Grouped.class, "maxQt: 5\n"));
        assertEquals(
            "a.yaml line 1: key 'shape': unknown. Known here: first, minQty, maxQty, sides, own.", refusal(Grouped.class, "shape: {sides: 4}\n"));
    }

    @Test
    void shouldWriteKeysInTheOrderGiven() {
        final Ordered ordered = Configuration.bind(Ordered.class, "a.yaml", "minQty: 1\nmaxQty: 4\n", Map.of());

        assertEquals(new Ordered(new Size(100_000_000, 400_000_000), 3), ordered);
        assertEquals("sides: 3\nmaxQty: 4\nminQty: 1\n", Configuration.render(ordered));
    }

    record InlineNumber(@Inline int number) {
    }

    record InlineTwice(@Inline Size size, @Inline Shape shape) {
    }

    @KeyOrder({"minQty", "minQty"})
    record WrongOrder(@Inline Size size) {
    }

    @Test
    void shouldRefuseInlineRecordsThatAreNotWellDescribed() {
        final String name = ConfigurationTest.class.getName();
        assertEquals(name + "$InlineNumber.number is @Inline: it must be a record and have no @Setting", refusal(InlineNumber.class));
        assertEquals("two components of " + name + "$InlineTwice have the key minQty", refusal(InlineTwice.class));
        assertEquals("@KeyOrder of " + name + "$WrongOrder must name each key once: minQty, maxQty", refusal(WrongOrder.class));
    }

    private static String refusal(final Class<? extends Record> type, final String yaml) {
        return assertThrows(InvalidInputException.class, () -> Configuration.bind(type, "a.yaml", yaml, Map.of())).getMessage();
    }

    @Test
    void shouldHandOutCollectionsThatCannotBeChanged() {
        final Sample sample = bind("labels: {a: b}");
        assertThrows(UnsupportedOperationException.class, () -> sample.labels().put("x", "y"));
        assertThrows(UnsupportedOperationException.class, () -> sample.symbols().add("x"));
        assertTrue(sample.labels().containsKey("a"));
    }
}

package io.ringmaster.monitor.model;

import io.ringmaster.schema.LimitKind;
import io.ringmaster.units.FixedPoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** The parts of a session's configuration that the monitor shows. A part that is missing is left empty. */
record Configuration(
    String policy, String model, String head, List<SessionFacts.Strategy> strategies, SessionFacts.Limits limited, String problem) {

    private static final int MOST_CHARACTERS = 1 << 28;

    static Configuration unknown(final String problem) {
        return new Configuration("", "", "", List.of(), new SessionFacts.Limits(Map.of(), new RiskSettings(Map.of()), null), problem);
    }

    static Configuration read(final String yaml, final List<SessionFacts.Instrument> instruments) {
        final LoadSettings settings = LoadSettings.builder().setSchema(new FailsafeSchema()).setCodePointLimit(MOST_CHARACTERS).build();
        final Map<?, ?> root = map(new Load(settings).loadFromString(yaml));
        final Map<?, ?> policy = map(root.get("policy"));
        final Map<?, ?> model = map(policy.get("model"));
        final Map<?, ?> risk = map(root.get("risk"));
        final Map<?, ?> execution = map(root.get("execution"));
        final SizingSettings sizing = SizingSettings.read(texts(execution), texts(map(execution.get("entry"))));
        return new Configuration(
            text(policy.get("type")), text(model.get("sha256")), text(model.get("head")), strategies(root, instruments),
            new SessionFacts.Limits(limits(risk), new RiskSettings(texts(risk)), sizing), "");
    }

    private static Map<?, ?> map(final Object value) {
        return value instanceof final Map<?, ?> map ? map : Map.of();
    }

    private static String text(final Object value) {
        return value == null ? "" : value.toString();
    }

    private static Map<String, String> texts(final Map<?, ?> section) {
        final Map<String, String> values = new HashMap<>();
        section.forEach((key, value) -> values.put(text(key), text(value)));
        return values;
    }

    /** An index counts the enabled strategies only. */
    private static List<SessionFacts.Strategy> strategies(final Map<?, ?> root, final List<SessionFacts.Instrument> instruments) {
        final List<SessionFacts.Strategy> strategies = new ArrayList<>();
        if (root.get("strategies") instanceof final List<?> list) {
            for (final Object each : list) {
                final Map<?, ?> one = map(each);
                if (!"false".equals(text(one.get("enabled")))) {
                    final String weight = text(one.get("weight"));
                    strategies.add(new SessionFacts.Strategy(
                        strategies.size(), text(one.get("id")), text(one.get("type")), instrument(text(one.get("symbol")), instruments),
                        text(one.get("timeframe")), weight.isEmpty() ? 1 : Double.parseDouble(weight)));
                }
            }
        }
        return List.copyOf(strategies);
    }

    /** Without a symbol, a strategy trades the first instrument. */
    private static int instrument(final String symbol, final List<SessionFacts.Instrument> instruments) {
        return instruments.stream().filter(one -> one.symbol().equals(symbol)).mapToInt(SessionFacts.Instrument::index).findFirst().orElse(0);
    }

    private static Map<LimitKind, Long> limits(final Map<?, ?> risk) {
        final Map<LimitKind, Long> limits = new EnumMap<>(LimitKind.class);
        for (final LimitKind kind : LimitKind.values()) {
            final String value = kind == LimitKind.NULL_VAL ? "" : text(risk.get(SessionFiles.key(kind)));
            if (!value.isEmpty()) {
                limits.put(kind, kind == LimitKind.MAX_OPEN_ORDERS ? Long.parseLong(value) : FixedPoint.parse(value));
            }
        }
        return limits;
    }
}

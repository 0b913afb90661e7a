package io.ringmaster.inference.contract;

import java.util.HexFormat;
import java.util.List;

/** Writes a contract's canonical text. */
final class CanonicalText {

    /** Larger whole numbers may not be exact as a double. */
    private static final double MOST_WHOLE = 1e15;

    private final StringBuilder out = new StringBuilder();

    private CanonicalText() {
    }

    static String of(final ObservationContract contract) {
        final CanonicalText text = new CanonicalText();
        text.contract(contract);
        return text.out.toString();
    }

    private void contract(final ObservationContract contract) {
        out.append("{\"version\":").append(ObservationContract.VERSION).append(",\"market\":");
        string(contract.origin().market());
        out.append(",\"timeframeNs\":").append(contract.origin().timeframeNs()).append(",\"decidesOn\":");
        string(contract.origin().decidesOn().word());
        out.append(",\"oneHotOrder\":[");
        String before = "";
        for (final String signal : contract.oneHotOrder()) {
            out.append(before);
            string(signal);
            before = ",";
        }
        out.append("],\"strategies\":[");
        before = "";
        for (final ListedStrategy strategy : contract.strategies()) {
            out.append(before).append("{\"id\":");
            string(strategy.id());
            out.append(",\"definition\":");
            string(strategy.definition());
            out.append('}');
            before = ",";
        }
        out.append("],\"features\":[");
        before = "";
        for (final ObservedFeature feature : contract.features()) {
            out.append(before);
            feature(feature);
            before = ",";
        }
        out.append("]}");
    }

    private void feature(final ObservedFeature feature) {
        out.append("{\"name\":");
        string(feature.name());
        out.append(",\"source\":");
        string(feature.source().kind());
        out.append(",\"of\":");
        string(feature.source().of());
        out.append(",\"steps\":[");
        String before = "";
        for (final Step step : feature.steps()) {
            out.append(before);
            step(step);
            before = ",";
        }
        out.append("],\"missing\":").append(number(feature.missing().value()))
            .append(",\"mask\":").append(feature.missing().isMask()).append('}');
    }

    private void step(final Step step) {
        out.append("{\"do\":");
        string(step.operation().word());
        final List<String> arguments = step.operation().arguments();
        for (int i = 0; i < arguments.size(); i++) {
            out.append(",\"").append(arguments.get(i)).append("\":").append(number(step.argument(i)));
        }
        out.append('}');
    }

    /** The shortest digits that give the same double again; whole numbers without a point. */
    static String number(final double value) {
        return value == Math.rint(value) && Math.abs(value) < MOST_WHOLE && Double.doubleToRawLongBits(value) != Long.MIN_VALUE
            ? Long.toString((long) value) : Double.toString(value);
    }

    private void string(final String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                out.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}

package io.ringmaster.journal;

import io.ringmaster.schema.DecisionDecoder;
import io.ringmaster.schema.InvariantBrokenDecoder;
import io.ringmaster.schema.LimitChangeDecoder;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.RiskVerdictDecoder;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.schema.ThoughtDecoder;
import io.ringmaster.units.FixedPoint;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * The fields of a message by name, in readable form: times in UTC, decimal numbers, names of reasons. Null fields are omitted. A value is a
 * text, or a list of rows of a repeating group.
 *
 * <p>It parses the text that the generated decoders produce, such as {@code [Trade](…):priceE8=1|side=BUY|build='x'|bids=[(…),(…)]}.
 */
public final class MessageFields {

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final String LIMIT = "limit";
    private static final String OBSERVED = "observed";
    /** OPEN_ORDERS limits either the number of orders or their value. A limit below this (0.01 in quote currency) is a number of orders. */
    private static final long LEAST_OPEN_VALUE_E8 = FixedPoint.ONE / 100;
    private static final long NULL_VALUE = Long.MIN_VALUE;
    /** The fields that are enumerations or whole numbers. */
    private static final Set<String> NULLS =
        Set.of("NULL_VAL", Long.toString(NULL_VALUE), Integer.toString(Integer.MIN_VALUE));

    private final String text;
    private int at;

    private MessageFields(final String text) {
        this.text = text;
    }

    /** @return empty for a template this program does not know */
    public static Map<String, Object> of(final DirectBuffer buffer, final int offset, final int length) {
        final String text = MessageText.of(buffer, offset, length);
        final int body = text.indexOf("):");
        if (!text.startsWith("[") || body < 0) {
            return new LinkedHashMap<>();
        }
        final Map<String, Object> fields = new MessageFields(text.substring(body + 2)).fields();
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        if (header.templateId() == DecisionDecoder.TEMPLATE_ID) {
            flattenExits(fields);
        } else if (header.templateId() == ThoughtDecoder.TEMPLATE_ID) {
            explain(fields, new ThoughtDecoder().wrapAndApplyHeader(buffer, offset, header));
        } else if (header.templateId() == InvariantBrokenDecoder.TEMPLATE_ID) {
            final InvariantBrokenDecoder broken = new InvariantBrokenDecoder().wrapAndApplyHeader(buffer, offset, header);
            fields.put("why", InvariantText.of(broken.invariant(), broken.expected(), broken.observed()));
        } else if (header.templateId() == RiskVerdictDecoder.TEMPLATE_ID) {
            explain(fields, new RiskVerdictDecoder().wrapAndApplyHeader(buffer, offset, header));
        } else if (header.templateId() == LimitChangeDecoder.TEMPLATE_ID) {
            final LimitChangeDecoder change = new LimitChangeDecoder().wrapAndApplyHeader(buffer, offset, header);
            if (change.kind() != LimitKind.MAX_OPEN_ORDERS) {
                fields.put("value", FixedPoint.format(change.value()));
            }
        }
        return fields;
    }

    /** Stop and target have the names that they had before they were a group. */
    private static void flattenExits(final Map<String, Object> fields) {
        for (final Object row : (List<?>) fields.remove("exits")) {
            ((Map<?, ?>) row).forEach((name, value) -> fields.put((String) name, value));
        }
    }

    /** Limits of the gate have the unit of the limited quantity: money, quantities and ratios times 1e8, counts and durations plain. */
    private static void explain(final Map<String, Object> fields, final RiskVerdictDecoder verdict) {
        final long limit = verdict.limitE8();
        final long observed = verdict.observedE8();
        switch (verdict.reason()) {
            case THROTTLE -> putPlain(fields, limit, observed);
            case OPEN_ORDERS -> {
                if (limit < LEAST_OPEN_VALUE_E8) {
                    putPlain(fields, limit, observed);
                }
            }
            // If the limit is 0, the price is missing and there is no age.
            case STALE_DATA -> {
                if (limit != 0) {
                    fields.put(LIMIT, seconds(limit));
                    fields.put(OBSERVED, seconds(observed));
                }
            }
            case DUPLICATE_INTENT -> fields.put(LIMIT, seconds(limit));
            default -> {
                // Times 1e8, as the fields' names say.
            }
        }
    }

    private static void putPlain(final Map<String, Object> fields, final long limit, final long observed) {
        fields.put(LIMIT, Long.toString(limit));
        fields.put(OBSERVED, Long.toString(observed));
    }

    private static void explain(final Map<String, Object> fields, final ThoughtDecoder thought) {
        if (thought.code() != ThoughtCode.NULL_VAL) {
            fields.remove("a");
            fields.remove("b");
            fields.put("why", ThoughtText.of(thought.code(), thought.a(), thought.b()));
        }
    }

    // ------------------------------------------------------------------ reading

    private Map<String, Object> fields() {
        final Map<String, Object> fields = new LinkedHashMap<>();
        while (at < text.length() && text.charAt(at) != ')') {
            final int equals = text.indexOf('=', at);
            final String name = text.substring(at, equals);
            at = equals + 1;
            put(fields, name, value());
            if (at < text.length() && text.charAt(at) == '|') {
                at++;
            }
        }
        return fields;
    }

    private Object value() {
        return switch (at < text.length() ? text.charAt(at) : '|') {
            case '\'' -> quoted();
            case '[' -> rows();
            case '(' -> {
                at++;
                final Map<String, Object> composite = fields();
                at++;
                yield composite;
            }
            default -> plain();
        };
    }

    /** A text may contain any character. It ends where its closing quote is followed by a character that can follow a field. */
    private String quoted() {
        int end = text.indexOf('\'', at + 1);
        while (end + 1 < text.length() && text.charAt(end + 1) != '|' && text.charAt(end + 1) != ')') {
            final int next = text.indexOf('\'', end + 1);
            if (next < 0) {
                break;
            }
            end = next;
        }
        final String value = text.substring(at + 1, end);
        at = end + 1;
        return value;
    }

    private List<Map<String, Object>> rows() {
        final List<Map<String, Object>> rows = new ArrayList<>();
        at++;
        while (text.charAt(at) != ']') {
            at += text.charAt(at) == ',' ? 2 : 1;
            rows.add(fields());
            at++;
        }
        at++;
        return rows;
    }

    private String plain() {
        int end = at;
        while (end < text.length() && text.charAt(end) != '|' && text.charAt(end) != ')') {
            end++;
        }
        final String value = text.substring(at, end);
        at = end;
        return value;
    }

    // ------------------------------------------------------------------ in words

    private static void put(final Map<String, Object> fields, final String name, final Object value) {
        if (value instanceof Map<?, ?> composite) {
            putUuid(fields, name, composite);
        } else if (!(value instanceof final String plain)) {
            fields.put(name, value);
        } else if (name.endsWith("E8")) {
            putUnlessNull(fields, name.substring(0, name.length() - 2), plain, FixedPoint.format(Long.parseLong(plain)));
        } else if (name.endsWith("imeNs")) {
            putTime(fields, name.substring(0, name.length() - 2), Long.parseLong(plain));
        } else if (name.endsWith("Ns")) {
            putUnlessNull(fields, name.substring(0, name.length() - 2), plain, seconds(Long.parseLong(plain)));
        } else if (!NULLS.contains(plain)) {
            fields.put(name, plain);
        }
    }

    private static void putUnlessNull(final Map<String, Object> fields, final String name, final String plain, final String words) {
        if (Long.parseLong(plain) != NULL_VALUE) {
            fields.put(name, words);
        }
    }

    /** 0 means "none" if the message has another time field. */
    private static void putTime(final Map<String, Object> fields, final String name, final long epochNs) {
        if (epochNs != NULL_VALUE && (epochNs != 0 || name.equals("receiveTime") || name.equals("time"))) {
            fields.put(name, time(epochNs));
        }
    }

    /** Both halves of a venue identifier; omitted if the venue gave none. */
    private static void putUuid(final Map<String, Object> fields, final String name, final Map<?, ?> composite) {
        if (composite.get("high") instanceof final String high && composite.get("low") instanceof final String low) {
            if (!high.equals("0") || !low.equals("0")) {
                fields.put(name, new UUID(Long.parseLong(high), Long.parseLong(low)).toString());
            }
        } else {
            fields.put(name, composite.toString());
        }
    }

    private static String time(final long epochNs) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNs, NS_PER_SECOND), Math.floorMod(epochNs, NS_PER_SECOND)).toString();
    }

    private static String seconds(final long ns) {
        return BigDecimal.valueOf(ns, 9).stripTrailingZeros().toPlainString() + " s";
    }
}

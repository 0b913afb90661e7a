package io.ringmaster.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringmaster.config.Inline;
import io.ringmaster.config.Setting;
import io.ringmaster.exchange.matching.SelfFillPolicy;
import io.ringmaster.units.FixedPoint;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class VenueSettingsTest {

    @Test
    void shouldHaveTheDefaultsItsAnnotationsPromise() throws ReflectiveOperationException {
        checkDefaults(VenueSettings.defaults());
    }

    private static void checkDefaults(final Object settings) throws ReflectiveOperationException {
        for (final RecordComponent component : settings.getClass().getRecordComponents()) {
            final Setting setting = component.getAnnotation(Setting.class);
            final Object actual = component.getAccessor().invoke(settings);
            if (component.isAnnotationPresent(Inline.class)) {
                checkDefaults(actual);
                continue;
            }
            final Object expected = switch (setting.kind()) {
                case E8 -> FixedPoint.parse(setting.value());
                case DURATION -> durationNs(setting.value());
                case PLAIN -> component.getType() == boolean.class
                    ? Boolean.valueOf(setting.value())
                    : SelfFillPolicy.valueOf(setting.value().toUpperCase(Locale.ROOT));
            };
            assertEquals(expected, actual, component.getName());
        }
    }

    private static long durationNs(final String text) {
        return text.endsWith("ms") ? Long.parseLong(text.replace("ms", "")) * 1_000_000 : Long.parseLong(text.replace("m", "")) * Session.MINUTE;
    }

    @Test
    void shouldRefuseAnEffectBeforeItsCause() {
        final Exception refused = assertThrows(IllegalArgumentException.class, () -> new VenueSettings(
            new VenueSettings.Latency(0, 0, 0, false), 0, 0,
            new VenueSettings.FundingRule(false, 0), false, SelfFillPolicy.REJECT_TAKER, 0));

        assertEquals("orderLatency must be above 0: orderLatencyNs=0", refused.getMessage());
    }
}

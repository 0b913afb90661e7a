package io.ringmaster.pipeline.replay.explain;

import io.ringmaster.schema.ModelOutputDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the models said for a decision, as the journal has it.
 *
 * @param models  of an ensemble; 1 for one model, 0 if none ran, or in a record of an older build
 * @param numbers the first output of each model, one model after the other
 */
record RecordedAnswer(String engine, int models, List<Float> numbers) {

    static final RecordedAnswer NONE = new RecordedAnswer("", 0, List.of());

    RecordedAnswer {
        numbers = List.copyOf(numbers);
    }

    static RecordedAnswer of(final ModelOutputDecoder recorded) {
        final String engine = recorded.engine().name().toLowerCase(Locale.ROOT);
        final int models = recorded.models();
        final List<Float> numbers = new ArrayList<>();
        for (final ModelOutputDecoder.NumbersDecoder each : recorded.numbers()) {
            numbers.add(each.number());
        }
        return new RecordedAnswer(engine, models, numbers);
    }

    boolean isThere() {
        return models > 0;
    }

    /** The numbers of one model. */
    float[] ofModel(final int place) {
        final float[] own = new float[numbers.size() / models];
        for (int i = 0; i < own.length; i++) {
            own[i] = numbers.get(place * own.length + i);
        }
        return own;
    }
}

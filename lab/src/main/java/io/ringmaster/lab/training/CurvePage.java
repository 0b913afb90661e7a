package io.ringmaster.lab.training;

import io.ringmaster.lab.page.PageParts;
import java.io.StringWriter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** {@code curve.html}: the learning curves of one or several trainings, in one file that needs no network. */
public final class CurvePage {

    private static final String TEMPLATE = "/report/curve.html";
    private static final JsonFactory FACTORY = new JsonFactory();

    private CurvePage() {
    }

    /**
     * The page.
     *
     * @param title  what was trained
     * @param curves by the name of the training; with the same columns
     */
    public static String html(final String title, final Map<String, LearningCurve> curves) {
        return PageParts.resource(TEMPLATE)
            .replace("{{title}}", PageParts.escaped(title))
            .replace("{{data}}", data(curves))
            .replace("{{charts}}", PageParts.charts());
    }

    private static String data(final Map<String, LearningCurve> curves) {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("term", LearningCurve.TERM);
            json.writeArrayPropertyStart("columns");
            curves.values().iterator().next().columns().forEach(json::writeString);
            json.writeEndArray();
            json.writeArrayPropertyStart("curves");
            curves.forEach((name, curve) -> curve(json, name, curve));
            json.writeEndArray();
            json.writeEndObject();
        }
        // A closing tag within a name must not end the script.
        return text.toString().replace("</", "<\\/");
    }

    private static void curve(final JsonGenerator json, final String name, final LearningCurve curve) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeArrayPropertyStart("rows");
        for (final Validated each : curve.points()) {
            json.writeStartArray();
            json.writeNumber(each.steps());
            LearningCurve.row(each).forEach(value -> number(json, value));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void number(final JsonGenerator json, final double value) {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }
}

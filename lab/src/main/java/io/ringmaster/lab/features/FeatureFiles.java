package io.ringmaster.lab.features;

import io.ringmaster.lab.csv.CsvFile;
import io.ringmaster.lab.page.PageParts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes an analysis: {@code features.csv}, {@code correlation.csv}, {@code rank_correlation.csv}, {@code components.csv}, {@code features.html}. */
public final class FeatureFiles {

    private static final String TEMPLATE = "/report/features.html";
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MOST_COMPONENTS = 20;

    private final FeatureAnalysis analysis;
    private final List<String> varying;

    public FeatureFiles(final FeatureAnalysis analysis) {
        this.analysis = analysis;
        varying = analysis.varying().stream().map(feature -> analysis.data().names().get(feature)).toList();
    }

    /**
     * Writes all files.
     *
     * @param about a line that says what was analysed
     */
    public void write(final Path out, final String about) {
        features(out.resolve("features.csv"));
        matrix(out.resolve("correlation.csv"), analysis.correlations().linear());
        matrix(out.resolve("rank_correlation.csv"), analysis.correlations().ranks());
        components(out.resolve("components.csv"));
        final String page = PageParts.resource(TEMPLATE).replace("{{about}}", PageParts.escaped(about)).replace("{{data}}", data())
            .replace("{{charts}}", PageParts.charts());
        try {
            Files.writeString(out.resolve("features.html"), page);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + out.resolve("features.html"), e);
        }
    }

    private void features(final Path file) {
        try (CsvFile csv = new CsvFile(file, "feature,mean,deviation,pearson,spearman,mutual_information,noise_95,p_value,fitted_importance,"
            + "fitted_importance_deviation,model_importance,model_importance_deviation")) {
            for (final FeatureAnalysis.Feature each : analysis.features()) {
                csv.put(each.name()).put(each.mean()).put(each.deviation());
                if (each.isConstant()) {
                    csv.putNothing().putNothing().putNothing().putNothing().putNothing();
                } else {
                    final MutualInformation.Estimate information = each.link().information();
                    csv.put(each.link().linear()).put(each.link().ranks()).put(information.nats()).put(information.noise()).put(information.pValue());
                }
                growth(csv, each.fitted());
                growth(csv, each.model());
                csv.endRow();
            }
        }
    }

    private static void growth(final CsvFile csv, final Importance.Growth growth) {
        if (growth == null) {
            csv.putNothing().putNothing();
        } else {
            csv.put(growth.mean()).put(growth.deviation());
        }
    }

    private String header(final String first) {
        return first + varying.stream().map(name -> "," + CsvFile.quoted(name)).collect(Collectors.joining());
    }

    private void matrix(final Path file, final double[][] matrix) {
        try (CsvFile csv = new CsvFile(file, header("feature"))) {
            for (int row = 0; row < matrix.length; row++) {
                csv.put(varying.get(row));
                row(csv, matrix[row]);
            }
        }
    }

    private void components(final Path file) {
        final Components components = analysis.components();
        try (CsvFile csv = new CsvFile(file, header("component,share"))) {
            for (int i = 0; i < components.shares().length; i++) {
                csv.put(i + 1L).put(components.shares()[i]);
                row(csv, components.loadings()[i]);
            }
        }
    }

    private static void row(final CsvFile csv, final double[] numbers) {
        for (final double each : numbers) {
            csv.put(each);
        }
        csv.endRow();
    }

    private String data() {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeNumberProperty("loss", analysis.loss());
            json.writeNumberProperty("nothing", FeatureAnalysis.KNOWS_NOTHING);
            json.writeArrayPropertyStart("features");
            analysis.features().stream().filter(each -> !each.isConstant()).forEach(each -> feature(json, each));
            json.writeEndArray();
            json.writeArrayPropertyStart("correlation");
            for (final double[] row : analysis.correlations().ranks()) {
                numbers(json, row);
            }
            json.writeEndArray();
            json.writeName("shares");
            numbers(json, analysis.components().shares());
            json.writeArrayPropertyStart("loadings");
            for (int i = 0; i < Math.min(MOST_COMPONENTS, varying.size()); i++) {
                numbers(json, analysis.components().loadings()[i]);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        // A closing tag within a name must not end the script.
        return text.toString().replace("</", "<\\/");
    }

    private static void feature(final JsonGenerator json, final FeatureAnalysis.Feature feature) {
        json.writeStartObject();
        json.writeStringProperty("name", feature.name());
        json.writeNumberProperty("spearman", rounded(feature.link().ranks()));
        json.writeNumberProperty("pearson", rounded(feature.link().linear()));
        json.writeNumberProperty("nats", feature.link().information().nats());
        json.writeNumberProperty("noise", feature.link().information().noise());
        json.writeNumberProperty("fitted", feature.fitted().mean());
        if (feature.model() != null) {
            json.writeNumberProperty("model", feature.model().mean());
        }
        json.writeEndObject();
    }

    private static void numbers(final JsonGenerator json, final double[] numbers) {
        json.writeStartArray();
        for (final double each : numbers) {
            json.writeNumber(rounded(each));
        }
        json.writeEndArray();
    }

    private static double rounded(final double number) {
        return Math.rint(number * 1e4) / 1e4;
    }
}

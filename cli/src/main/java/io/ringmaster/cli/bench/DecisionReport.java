package io.ringmaster.cli.bench;

import io.ringmaster.cli.bench.DecisionBench.Figures;
import io.ringmaster.cli.bench.DecisionBench.Variant;
import io.ringmaster.cli.terminal.JsonLine;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What {@code bench latency --stage decision} prints. */
record DecisionReport(String network, String activation, int rate, int calls, Map<Variant, Figures> figures) {

    void printTable() {
        System.out.printf(Locale.ROOT, "%,d calls of each kind, %,d a second; a network of %s with %s; ns%n", calls, rate, network, activation);
        System.out.println("                                   p50      p99    p99.9        max  service p50  times bare ONNX Runtime  bytes a call");
        row("decision with ONNX Runtime", Variant.DECISION);
        row("bare ONNX Runtime", Variant.INFERENCE);
        row("decision with exact engine", Variant.DECISION_EXACT);
        row("bare exact engine", Variant.INFERENCE_EXACT);
        System.out.println(Machine.here().text());
    }

    private void row(final String name, final Variant variant) {
        final Figures of = figures.get(variant);
        final Histogram latency = of.latencyNs();
        System.out.printf(Locale.ROOT, "  %-27s %,8d %,8d %,8d %,10d  %,11d  %10.2f (service %.2f)  %,12.0f%n", name, latency.getValueAtPercentile(50),
            latency.getValueAtPercentile(99), latency.getValueAtPercentile(99.9), latency.getMaxValue(),
            of.serviceNs().getValueAtPercentile(50), of.times(figures.get(Variant.INFERENCE)), of.serviceTimes(figures.get(Variant.INFERENCE)),
            of.bytesPerCall());
    }

    void printJson() {
        new JsonLine()
            .put("network", network)
            .put("activation", activation)
            .put("rate", rate)
            .put("calls", calls)
            .putObject("stages", line -> line
                .putObject("decision", each -> put(each, Variant.DECISION))
                .putObject("decisionExact", each -> put(each, Variant.DECISION_EXACT)))
            .putObject("baseline", line -> line
                .putObject("inference", each -> put(each, Variant.INFERENCE))
                .putObject("inferenceExact", each -> put(each, Variant.INFERENCE_EXACT)))
            .putObject("machine", Machine.here()::put)
            .print(System.out);
    }

    private void put(final JsonLine line, final Variant variant) {
        final Figures of = figures.get(variant);
        BenchCommand.percentiles(line, of.latencyNs())
            .put("serviceP50", of.serviceNs().getValueAtPercentile(50))
            .put("timesInference", of.times(figures.get(Variant.INFERENCE)))
            .put("serviceTimesInference", of.serviceTimes(figures.get(Variant.INFERENCE)))
            .put("bytesPerCall", of.bytesPerCall());
    }
}

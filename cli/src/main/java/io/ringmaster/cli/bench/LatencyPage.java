package io.ringmaster.cli.bench;

import io.ringmaster.cli.bench.LatencyFigures.AtLoad;
import io.ringmaster.cli.bench.LatencyFigures.Row;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.lab.page.PageParts;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** {@code latency.html}: percentile plots of every stage under every load, in one file that needs no network. */
final class LatencyPage {

    private static final String TEMPLATE = "/bench/latency.html";
    /** Points of a curve for each halving of what is left of 100 %. */
    private static final int TICKS_PER_HALF = 5;

    private LatencyPage() {
    }

    /** One picture. */
    private record Panel(String title, List<Curve> curves) { }

    /** One line in it. */
    private record Curve(String name, Histogram times) { }

    static String html(final LatencyReport report) {
        final List<Panel> panels = new ArrayList<>();
        for (final AtLoad at : report.figures().loads()) {
            final String load = at.load().text();
            for (final Row row : at.rows()) {
                panels.add(new Panel(load + ", journal " + (row.hasJournal() ? "on" : "off"),
                    row.stages().values().stream().map(times -> new Curve(times.getTag(), times)).toList()));
            }
            panels.add(new Panel(load + ", bare parts", at.bare().values().stream().map(times -> new Curve(times.getTag(), times)).toList()));
        }
        return PageParts.resource(TEMPLATE)
            .replace("{{subject}}", PageParts.escaped(report.subject()))
            .replace("{{machine}}", PageParts.escaped(report.machine().text()))
            .replace("{{doubts}}", PageParts.escaped(String.join(" ", report.doubts())))
            .replace("{{data}}", data(panels))
            .replace("{{charts}}", PageParts.charts());
    }

    private static String data(final List<Panel> panels) {
        return new JsonLine().putList("panels", panels, (panel, line) -> line.put("title", panel.title)
            .putList("curves", panel.curves.stream().filter(curve -> curve.times.getTotalCount() > 0).toList(), (curve, each) -> each
                .put("name", curve.name).putAny("points", points(curve.times)))).text().replace("</", "<\\/");
    }

    /** Of which 1 in how many is longer, and how long that is. */
    private static List<List<String>> points(final Histogram times) {
        final List<List<String>> points = new ArrayList<>();
        times.percentiles(TICKS_PER_HALF).forEach(value -> {
            if (value.getPercentileLevelIteratedTo() < 100) {
                points.add(List.of(
                    Double.toString(100 / (100 - value.getPercentileLevelIteratedTo())), Long.toString(value.getValueIteratedTo())));
            }
        });
        return points;
    }
}

package io.ringmaster.cli.bench;

import io.ringmaster.cli.bench.BareParts.Part;
import io.ringmaster.cli.bench.LatencyFigures.AtLoad;
import io.ringmaster.cli.bench.LatencyFigures.Row;
import io.ringmaster.cli.bench.LatencyFigures.Start;
import io.ringmaster.cli.bench.StageTimes.Stage;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What {@code bench latency} prints. */
record LatencyReport(LatencyPlan plan, LatencyFigures figures, Machine machine) {

    /** Threads that spread has beside its shards: publisher, journal, market, decision, sequencer. */
    private static final int FIXED_THREADS = 5;
    /** Longer than any two cores of one machine take. */
    private static final long HOP_OF_TWO_CORES_NS = 5_000;

    LatencyReport(final LatencyPlan plan, final LatencyFigures figures) {
        this(plan, figures, Machine.here());
    }

    void printTable() {
        System.out.println(subject());
        System.out.println("ns from the time at which an event is due; stages: from the end of the one before");
        for (final AtLoad at : figures.loads()) {
            for (final Row row : at.rows()) {
                row(at.load(), row);
            }
            bare(at);
        }
        start();
        System.out.println(machine.text());
        doubts().forEach(System.out::println);
    }

    /** What was measured, in words. */
    String subject() {
        final LatencyPlan.Subject subject = plan.subject();
        final TopologySettings topology = figures.topology();
        final boolean isSpread = topology.mode() == TopologySettings.Mode.SPREAD;
        return String.format(Locale.ROOT, "%d strategies, 30 values observed, %s, asked on %s; %s, %s; tracing %s", subject.strategies(),
            subject.model() == null ? "no network" : "network 30-128-64-32-3 with the engine " + subject.model().name().toLowerCase(Locale.ROOT),
            subject.everyEvent() ? "every event" : "bars",
            isSpread ? "spread, " + (FIXED_THREADS + topology.shards()) + " threads, waiting "
                + topology.waiting().name().toLowerCase(Locale.ROOT) : "compact, one thread",
            TopologySettings.OFF.equals(topology.cores()) ? "not bound to cores" : "on cores " + topology.cores(), subject.tracing() ? "on" : "off");
    }

    private static void row(final LatencyPlan.Load load, final Row row) {
        System.out.printf(Locale.ROOT, "%n%s, journal %s: %,d events, %,.0f a second%s, %,d orders, %,d fills%n", load.text(), row.hasJournal() ? "on" : "off",
            row.played().events(), row.played().perSecond(), row.keepsUp(load) ? "" : " (too slow: what waits grows with the length of the run)",
            row.orders(), row.fills());
        row.stages().forEach((stage, times) -> line(stage.key, times));
    }

    private static void line(final String name, final Histogram times) {
        if (times.getTotalCount() > 0) {
            System.out.printf(Locale.ROOT, "  %-12s p50 %,9d  p99 %,11d  p99.9 %,12d  max %,13d  (%,d)%n", name, times.getValueAtPercentile(50),
                times.getValueAtPercentile(99), times.getValueAtPercentile(99.9), times.getMaxValue(), times.getTotalCount());
        }
    }

    private void bare(final AtLoad at) {
        System.out.println("bare parts, from the begin of each:");
        at.bare().forEach((part, times) -> line(part.key, times));
        times("sum of medians", at, at.sumNs());
        if (figures.topology().mode() == TopologySettings.Mode.COMPACT) {
            times("without the hop, which compact does not have,", at, at.sumWithoutHopNs());
        }
        if (at.rows().size() > 1) {
            System.out.printf(Locale.ROOT, "journal on against off:%s%s%s%n",
                adds(at, Stage.TICK_TO_END), adds(at, Stage.CLAIM_TO_END), adds(at, Stage.CLAIM_TO_ORDER));
        }
    }

    private static void times(final String name, final AtLoad at, final long bareNs) {
        System.out.printf(Locale.ROOT, "  %s %,d: tick to order is %.2f times that, claim to order %.2f, claim to end %.2f%n", name, bareNs,
            at.timesBare(Stage.TICK_TO_ORDER, bareNs), at.timesBare(Stage.CLAIM_TO_ORDER, bareNs), at.timesBare(Stage.CLAIM_TO_END, bareNs));
    }

    private static String adds(final AtLoad at, final Stage stage) {
        return String.format(Locale.ROOT, "  %s p50 %+.1f %%, p99 %+.1f %%", stage.key, 100 * at.journalAdds(stage, 50), 100 * at.journalAdds(stage, 99));
    }

    private void start() {
        final Start start = figures.start();
        System.out.printf(Locale.ROOT, "%nstart: %s of the first %,d events, %s%n", start.stage().key, start.cold().getTotalCount(), start.load().text());
        start("cold", start.cold(), "");
        if (start.warmed() != null) {
            start("warmed up", start.warmed().times(), String.format(Locale.ROOT, ", after %,d events of a made market in %.1f s",
                start.warmed().played().events(), start.warmed().tookNs() / 1e9));
        }
        line("later", start.steady());
    }

    private void start(final String name, final Histogram first, final String how) {
        line(name, first);
        System.out.printf(Locale.ROOT, "    p99 %.1f times the later one%s%n", figures.start().timesSteady(first), how);
    }

    /** What these figures cannot show, as sentences. */
    List<String> doubts() {
        final List<String> doubts = new ArrayList<>();
        final int threads = figures.topology().mode() == TopologySettings.Mode.SPREAD ? FIXED_THREADS + figures.topology().shards() : 2;
        if (machine.cores() < threads) {
            doubts.add("spread runs " + threads + " threads on " + machine.cores() + " cores here, so its figures show the scheduler. Measure it on "
                + threads + " cores of its own.");
        }
        if (machine.cores() < 4 || machine.load() > machine.cores() / 2.0) {
            doubts.add("On few or busy cores, p99.9 and max show what else runs on the machine. What counts from the due time includes the wait for a core; compare claimToOrder then.");
        }
        if (figures.loads().stream().anyMatch(at -> at.bare().get(Part.HOP).getValueAtPercentile(50) > HOP_OF_TWO_CORES_NS)) {
            doubts.add("The two threads of hop did not have a core each, so the sum with it says nothing. Compare with the sum without it.");
        }
        return doubts;
    }

    /** One JSON object: the first load with journals at the top, every load and row in {@code runs}. */
    String json() {
        final JsonLine line = new JsonLine();
        final AtLoad first = figures.loads().getFirst();
        line.put("subject", subject())
            .put("pinning", figures.topology().cores())
            .put("topology", figures.topology().mode().name().toLowerCase(Locale.ROOT))
            .put("rate", first.load().rate())
            .put("journal", first.main().hasJournal());
        stages(line, first.main().stages());
        baseline(line, first);
        line.putObject("start", this::putStart)
            .putList("runs", figures.loads(), LatencyReport::put)
            .putObject("machine", machine::put);
        return line.text();
    }

    private void putStart(final JsonLine line) {
        final Start start = figures.start();
        line.put("rate", start.load().rate()).put("of", start.stage().key);
        line.putObject("cold", each -> percentiles(each, start.cold()).put("timesSteadyP99", start.timesSteady(start.cold())));
        if (start.warmed() != null) {
            line.putObject("warmed", each -> percentiles(each, start.warmed().times()).put("timesSteadyP99", start.timesSteady(start.warmed().times()))
                .put("warmUpSeconds", start.warmed().tookNs() / 1e9).put("warmUpEvents", start.warmed().played().events()));
        }
        line.putObject("steady", each -> percentiles(each, start.steady()));
    }

    private static void put(final AtLoad at, final JsonLine line) {
        line.put("arrivals", at.load().rate() == 0 ? "recorded" : "fixed").put("rate", at.load().rate());
        line.putList("rows", at.rows(), (row, each) -> put(at, row, each));
        baseline(line, at);
        if (at.rows().size() > 1) {
            line.putObject("journalAdds", all -> {
                for (final Stage stage : List.of(Stage.TICK_TO_END, Stage.TICK_TO_ORDER, Stage.CLAIM_TO_END, Stage.CLAIM_TO_ORDER)) {
                    all.putObject(stage.key, each -> each.put("p50", at.journalAdds(stage, 50)).put("p99", at.journalAdds(stage, 99)));
                }
            });
        }
    }

    private static void put(final AtLoad at, final Row row, final JsonLine line) {
        line.put("journal", row.hasJournal()).put("events", row.played().events()).put("eventsPerSecond", row.played().perSecond())
            .put("keepsUp", row.keepsUp(at.load())).put("orders", row.orders()).put("fills", row.fills());
        stages(line, row.stages());
    }

    private static void stages(final JsonLine line, final Map<Stage, Histogram> stages) {
        line.putObject("stages", all -> stages.forEach((stage, times) -> {
            if (stage != Stage.TICK_TO_ORDER) {
                all.putObject(stage.key, each -> percentiles(each, times));
            }
        })).putObject(Stage.TICK_TO_ORDER.key, each -> percentiles(each, stages.get(Stage.TICK_TO_ORDER)));
    }

    /** Medians, and all percentiles beside. */
    private static void baseline(final JsonLine line, final AtLoad at) {
        line.putObject("baseline", all -> {
            at.bare().forEach((part, times) -> all.put(part.key, times.getValueAtPercentile(50)));
            all.put("sum", at.sumNs()).put("sumWithoutHop", at.sumWithoutHopNs())
                .put("timesSum", at.timesBare(Stage.TICK_TO_ORDER, at.sumNs()))
                .put("timesSumWithoutHop", at.timesBare(Stage.TICK_TO_ORDER, at.sumWithoutHopNs()))
                .put("claimTimesSum", at.timesBare(Stage.CLAIM_TO_ORDER, at.sumNs()))
                .put("claimTimesSumWithoutHop", at.timesBare(Stage.CLAIM_TO_ORDER, at.sumWithoutHopNs()));
        }).putObject("bare", all -> at.bare().forEach((part, times) -> all.putObject(part.key, each -> percentiles(each, times))));
    }

    private static JsonLine percentiles(final JsonLine line, final Histogram times) {
        return BenchCommand.percentiles(line, times).put("count", times.getTotalCount());
    }
}

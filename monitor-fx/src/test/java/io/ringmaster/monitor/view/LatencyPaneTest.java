package io.ringmaster.monitor.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.monitor.view.kit.FixedDesk;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.HeadlessFx;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Picture;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Values below 2,048 ns are exact in a histogram of three digits, so the percentiles are those of the numbers themselves. */
@ExtendWith(HeadlessFx.class)
class LatencyPaneTest {

    @TempDir
    private Path folder;
    private final FixedDesk desk = new FixedDesk();
    @RegisterExtension
    private final ShownView shown = new ShownView();
    private long startMs = 1_749_988_800_000L;

    private void show() throws Exception {
        shown.open(Page.LATENCY, desk, new WrittenSession(folder, "").at(1).mark(60_000).moment());
    }

    /** Each stage has each of the values once, times its factor. */
    private void interval(final HistogramLogWriter log, final int from, final int to) {
        final List<String> stages = List.of("decision", "total");
        for (int factor = 1; factor <= stages.size(); factor++) {
            final Histogram histogram = new Histogram(60_000_000_000L, 3);
            for (int value = from; value <= to; value++) {
                histogram.recordValue((long) value * factor);
            }
            histogram.setTag(stages.get(factor - 1));
            histogram.setStartTimeStamp(startMs);
            histogram.setEndTimeStamp(startMs + 10_000);
            log.outputIntervalHistogram(histogram);
        }
        startMs += 10_000;
    }

    private HistogramLogWriter log() throws FileNotFoundException {
        final HistogramLogWriter log = new HistogramLogWriter(folder.resolve("latency.hlog").toFile());
        log.outputLogFormatVersion();
        log.outputLegend();
        return log;
    }

    @Test
    void shouldShowThePercentilesOfEachStage() throws Exception {
        final HistogramLogWriter log = log();
        interval(log, 1, 1_000);
        log.close();

        show();

        final TableView<?> stages = Fx.find(shown.scene(), "#stages");
        assertEquals(List.of(
            List.of("decision", "until the policy has decided", "1,000", "500 ns", "900 ns", "990 ns", "999 ns", "1.00 µs", "1.00 µs"),
            List.of("total", "slot claimed until the sequencer is done", "1,000", "1.00 µs", "1.80 µs", "1.98 µs", "2.00 µs", "2.00 µs", "2.00 µs")),
            Cells.all(stages));
    }

    @Test
    void shouldShowTheWholeSessionOrItsLastInterval() throws Exception {
        final HistogramLogWriter log = log();
        interval(log, 1, 500);
        interval(log, 501, 1_000);
        log.close();
        show();
        final TableView<?> stages = Fx.find(shown.scene(), "#stages");
        assertEquals("500 ns", Cells.row(stages, 0).get(3));

        final Node choice = Fx.find(shown.scene(), "#latency-interval");
        Fx.run(() -> choice.lookupAll(".toggle-button").stream().map(ToggleButton.class::cast)
            .filter(button -> button.getText().equals("Last interval")).forEach(ToggleButton::fire));

        assertEquals(List.of("500", "750 ns", "950 ns"), List.of(
            Cells.row(stages, 0).get(2), Cells.row(stages, 0).get(3), Cells.row(stages, 0).get(4)));
    }

    @Test
    void shouldDrawTheSlowerStageAboveTheFasterOne() throws Exception {
        final HistogramLogWriter log = log();
        interval(log, 1, 1_000);
        log.close();

        show();

        final Picture picture = Fx.picture(shown.scene());
        final double decision = meanHeight(picture, rgb(Ink.SECOND));
        final double total = meanHeight(picture, rgb(Ink.ACCENT));
        assertTrue(total < decision - 10, "total takes twice as long, so it lies above: " + total + " and " + decision);
    }

    /** Pixels from the top, of all pixels of the percentile plot in one colour. */
    private static double meanHeight(final Picture picture, final int color) {
        long sum = 0;
        int count = 0;
        for (int y = 200; y < 790; y++) {
            for (int x = 80; x < 560; x++) {
                sum += picture.at(x, y) == color ? y : 0;
                count += picture.at(x, y) == color ? 1 : 0;
            }
        }
        assertTrue(count > 100, "pixels of the curve: " + count);
        return (double) sum / count;
    }

    private static int rgb(final Ink ink) {
        return Integer.parseInt(Palette.DARK.of(ink).toString().substring(2, 8), 16);
    }

    @Test
    void shouldSayHowALatencyLogComesAbout() throws Exception {
        show();

        final boolean isSaid = Fx.get(() -> shown.scene().getRoot().lookupAll(".panel-sentence").stream()
            .filter(Node::isVisible).map(each -> ((Label) each).getText()).anyMatch(text -> text.equals(
                "This session has no latency log yet. The engine writes " + folder.resolve("latency.hlog")
                    + " when the session ends in order; it appears here by itself.")));
        assertTrue(isSaid);
    }
}

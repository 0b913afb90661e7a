package io.ringmaster.monitor.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.monitor.model.Candles;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.FixedDesk;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.HeadlessFx;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Picture;
import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.BarPointEncoder;
import io.ringmaster.schema.ImportedBarEncoder;
import io.ringmaster.schema.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The expected figures are worked out by hand from the fills, marks and payments of the session. */
@ExtendWith(HeadlessFx.class)
class PortfolioPaneTest {

    @TempDir
    private Path folder;
    private final FixedDesk desk = new FixedDesk();
    @RegisterExtension
    private final ShownView shown = new ShownView();

    /**
     * Buys 0.5 at 60,000 for a fee of 15; the mark rises to 61,000 and falls to 59,500; 12.50 of funding are paid; sells 0.2 at 59,600 for a fee of
     * 5.96; 2.50 of funding are received.
     */
    private Moment traded() throws Exception {
        final WrittenSession session = new WrittenSession(folder.resolve("session"), "risk: {maxLeverage: 3}\n");
        session.at(1).mark(60_000).order(1, Side.BUY, 0.5, 60_000).fill(1, Side.BUY, 0.5, 60_000, 15);
        session.at(2).mark(61_000).at(3).funding(-12.5).at(4).mark(59_500);
        session.at(5).order(2, Side.SELL, 0.2, 59_600).fill(2, Side.SELL, 0.2, 59_600, 5.96);
        return session.at(6).funding(2.5).at(7).mark(59_500).moment();
    }

    private void show(final Moment moment) {
        shown.open(Page.PORTFOLIO, desk, moment);
    }

    private String fact(final String facts, final String name) {
        return shown.fact("#" + facts, name);
    }

    private String text(final String id) {
        return shown.text(id);
    }

    @Test
    void shouldShowTheAccountToTheCent() throws Exception {
        show(traded());

        // Cash: 10,000 - 80 realised - 20.96 fees - 10 funding. Unrealised: 0.3 of -500. Value: 0.3 of 59,500.
        assertEquals("9,739.04", text("portfolio-equity"));
        assertEquals("−260.96  −2.61 % since the start", text("portfolio-change"));
        assertEquals("9,889.04", fact("portfolio-holds", "Cash"));
        assertEquals("−150.00", fact("portfolio-holds", "Unrealised"));
        assertEquals("17,850.00", fact("portfolio-holds", "Value of positions"));
        assertEquals("1.83×", fact("portfolio-holds", "Leverage"));
        assertEquals("3.00×", fact("portfolio-holds", "Leverage limit"));
        assertEquals("−260.96", fact("portfolio-result", "Since the start"));
        assertEquals("−260.96", fact("portfolio-result", "UTC day"));
        assertEquals("−80.00", fact("portfolio-result", "Realised"));
        assertEquals("−20.96", fact("portfolio-result", "Fees"));
        assertEquals("+2.50", fact("portfolio-result", "Funding received"));
        assertEquals("−12.50", fact("portfolio-result", "Funding paid"));
        assertEquals("2", fact("portfolio-result", "Fills"));
    }

    /** Highest: 10,485 at a mark of 61,000. Lowest: 9,722.50 at 59,500, which is 7.27 percent less. */
    @Test
    void shouldShowHowFarTheEquityFellAndWhen() throws Exception {
        show(traded());

        assertEquals("10,485.00", fact("portfolio-drawdown", "Highest equity"));
        assertEquals("7.11 %", fact("portfolio-drawdown", "Drawdown now"));
        assertEquals("7.27 %", fact("portfolio-drawdown", "Largest drawdown"));
        assertEquals("2025-06-15 12:00:04.000", fact("portfolio-drawdown", "Largest at"));
    }

    @Test
    void shouldShowThePositionOfEachInstrument() throws Exception {
        show(traded());

        final TableView<?> table = Fx.find(shown.scene(), "#positions");

        assertEquals(
            List.of("PF_XBTUSD", "▲ long", "+0.3000", "60,000.0", "59,500.0", "17,850.00", "−150.00", "−80.00", "−20.96", "41,920.00", "2"),
            Cells.row(table, 0));
    }

    @Test
    void shouldShowTheValuesUnderTheMouseAndGoThereOnADoubleClick() throws Exception {
        show(traded());
        final Node curves = Fx.find(shown.scene(), "#equity-curves");

        // The axis ends 78 pixels before the right edge and spans 7 s; in its middle, at 3.5 s, the funding is paid and the mark is 61,000.
        final double middle = Fx.get(() -> (curves.getBoundsInLocal().getWidth() - 78) / 2);
        Fx.moveTo(curves, middle, 100);
        final String aside = Fx.get(() -> ((Label) curves.getParent().getParent().lookup(".panel-head .number")).getText());
        Fx.run(() -> Event.fireEvent(
            curves, Fx.mouse(curves, MouseEvent.MOUSE_CLICKED, middle, 100, 2)));

        assertTrue(aside.startsWith("2025-06-15 12:00:03."), aside);
        assertTrue(aside.endsWith("equity 10,472.50   drawdown 0.12 %   exposure 291.2 %"), aside);
        assertEquals(1, desk.asked().size());
        assertTrue(desk.asked().getFirst().startsWith("goTo 17499888035") || desk.asked().getFirst().startsWith("goTo 17499888034"), desk.asked()::toString);
    }

    @Test
    void shouldDrawTheEquityAboveItsStartInBlueAndBelowItInOrange() throws Exception {
        show(traded());

        final Picture picture = Fx.picture(shown.scene());
        int above = 0;
        int below = 0;
        final int up = blended(Ink.UP_FILL);
        final int down = blended(Ink.DOWN_FILL);
        for (int y = 60; y < 300; y++) {
            for (int x = 320; x < 1_240; x++) {
                above += near(picture.at(x, y), up) ? 1 : 0;
                below += near(picture.at(x, y), down) ? 1 : 0;
            }
        }
        assertTrue(above > 1_000, "blue pixels: " + above);
        assertTrue(below > 1_000, "orange pixels: " + below);
    }

    /** A fill on the background of a panel. */
    private static int blended(final Ink ink) {
        final Color fill = Palette.DARK.of(ink);
        final Color panel = Palette.DARK.of(Ink.PANEL);
        final Color mixed = panel.interpolate(Color.color(fill.getRed(), fill.getGreen(), fill.getBlue()), fill.getOpacity());
        return (int) Math.round(mixed.getRed() * 255) << 16 | (int) Math.round(mixed.getGreen() * 255) << 8 | (int) Math.round(mixed.getBlue() * 255);
    }

    private static boolean near(final int a, final int b) {
        return Math.abs((a >> 16) - (b >> 16)) < 4 && Math.abs((a >> 8 & 255) - (b >> 8 & 255)) < 4 && Math.abs((a & 255) - (b & 255)) < 4;
    }

    /** Two minutes of bars, the second with a point on its way; the curve follows the marks of both. */
    @Test
    void shouldShowTheEquityOfASessionThatHearsOnlyBars() throws Exception {
        final WrittenSession session = new WrittenSession(folder.resolve("bars"), "");
        bar(session.at(60), 0, 60_000).order(1, Side.BUY, 0.5, 60_000).fill(1, Side.BUY, 0.5, 60_000, 15);
        session.at(120).in(new BarPointEncoder(), message ->
            message.receiveTimeNs(session.timeNs()).priceE8(WrittenSession.e8(59_000)).instrumentId(0));
        bar(session, 60, 61_000);
        bar(session.at(180), 120, 60_500);
        final Moment moment = session.moment();

        assertEquals(
            List.of("60 998500000000", "120 1048500000000"),
            moment.equity().asList().stream().map(row -> (row.timeNs() - WrittenSession.START_NS) / WrittenSession.SECOND + " " + row.equityE8()).toList()
                .subList(1, 3));
        assertEquals(0, moment.candles(0, WrittenSession.SECOND).size(), "no candle of 1 s is made of a bar of 1 minute");
        assertEquals(
            List.of(60_000L, 61_000L, 60_500L), closes(moment.candles(0, 60 * WrittenSession.SECOND)));
    }

    private static WrittenSession bar(final WrittenSession session, final long openSeconds, final double close) {
        return session.in(new ImportedBarEncoder(), message -> message.receiveTimeNs(session.timeNs())
            .openTimeNs(WrittenSession.START_NS + openSeconds * WrittenSession.SECOND).durationNs(60 * WrittenSession.SECOND)
            .openPriceE8(WrittenSession.e8(close)).highPriceE8(WrittenSession.e8(close)).lowPriceE8(WrittenSession.e8(close))
            .closePriceE8(WrittenSession.e8(close)).volumeE8(WrittenSession.E8).instrumentId(0).phase(BarPhase.LIVE));
    }

    private static List<Long> closes(final Candles candles) {
        return IntStream.range(0, candles.size()).mapToObj(row -> candles.get(row).closeE8() / WrittenSession.E8).toList();
    }

    /** After a fee of all but the last unit, the leverage is too large for its number. */
    @Test
    void shouldShowAnEquityNearZero() throws Exception {
        final WrittenSession session = new WrittenSession(folder.resolve("poor"), "risk: {maxLeverage: 3, maxDrawdown: 0.2}\n");
        session.at(1).mark(60_000).order(1, Side.BUY, 0.5, 60_000).fill(1, Side.BUY, 0.5, 60_000, 9_999.999_999_99).at(2).mark(60_000);
        final Moment moment = session.moment();

        show(moment);

        assertEquals("0.00", text("portfolio-equity"));
        assertEquals("100.00 %", fact("portfolio-drawdown", "Drawdown now"));
        assertEquals("> 92,233,720,368.5 %", Numbers.percent(moment.account().leverageE8(), 1));
    }

    @Test
    void shouldSayWhyThereIsNoCurveYet() throws Exception {
        show(new WrittenSession(folder.resolve("quiet"), "").at(1).mark(60_000).moment());

        final Node curves = Fx.find(shown.scene(), "#equity-curves");
        final Label sentence = Fx.get(() -> (Label) curves.getParent().lookup(".panel-sentence"));
        assertEquals("The equity has not changed yet. The curve begins with the first fill.", Fx.get(sentence::getText));
        assertTrue(Fx.get(sentence::isVisible));
    }
}

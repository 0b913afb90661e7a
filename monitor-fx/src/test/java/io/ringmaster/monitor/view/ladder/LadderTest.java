package io.ringmaster.monitor.view.ladder;

import static io.ringmaster.monitor.view.chart.TradedSession.LOT;
import static io.ringmaster.monitor.view.chart.TradedSession.SECOND;
import static io.ringmaster.monitor.view.chart.TradedSession.START_NS;
import static io.ringmaster.monitor.view.chart.TradedSession.TICK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.monitor.view.chart.TradedSession;
import io.ringmaster.monitor.view.kit.Facts;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.HeadlessFx;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.TextColumn;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(HeadlessFx.class)
class LadderTest {

    private static final long MID = 120_000;
    private static final long SEED = System.nanoTime();

    @TempDir
    private static Path folder;
    private static Path session;
    private static SessionModel model;
    private static Moment end;

    private Scene scene;
    private Ladder ladder;

    @BeforeAll
    static void record() throws IOException {
        session = folder.resolve("session");
        try (TradedSession written = new TradedSession(session)) {
            write(written, new Random(SEED));
        }
        model = SessionModel.open(session);
        end = model.settled().join();
    }

    /** A book that changes, with an order of ours that waits at the best bid, then a gap, and a lost connection. */
    private static void write(final TradedSession written, final Random random) {
        written.at(SECOND).snapshot(0, levels(random, MID, -1), levels(random, MID + 1, 1)).snapshot(1, new long[] {5_000, 3}, new long[] {5_004, 4});
        for (int i = 0; i < 400; i++) {
            final boolean isBid = random.nextBoolean();
            final long away = random.nextInt(60);
            written.at(2 * SECOND + i).delta(0, isBid, isBid ? MID - away : MID + 1 + away, away == 0 ? 50 + random.nextInt(50) : random.nextInt(3) * random.nextInt(90));
        }
        written.at(3 * SECOND).delta(0, true, MID, 40).order(7, 0, OrderType.POST_ONLY, Side.BUY, OrderPurpose.INCREASE, MID, 25)
            .order(8, 0, OrderType.STOP, Side.SELL, OrderPurpose.PROTECTIVE_STOP, MID - 5, 25).delta(0, true, MID, 65)
            .trade(0, MID + 1, 3);
    }

    private static long[] levels(final Random random, final long best, final int direction) {
        final long[] levels = new long[120];
        for (int i = 0; i < 60; i++) {
            levels[2 * i] = best + (long) direction * i;
            levels[2 * i + 1] = 1 + random.nextInt(900);
        }
        return levels;
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @BeforeEach
    void open() {
        ladder = Fx.get(Ladder::new);
        scene = Fx.show((Parent) ladder.node(), 1_100, 640, Palette.DARK);
        show(end);
    }

    @AfterEach
    void hide() {
        Fx.close(scene);
    }

    private void show(final Moment moment) {
        Fx.run(() -> ladder.show(moment));
        Fx.pulse();
    }

    private TableView<LadderRow> table() {
        return Fx.find(scene, "#ladder");
    }

    /** What a row shows: ours, depth of bids, bids, price, asks, depth of asks. */
    private List<List<String>> shown() {
        final TableView<LadderRow> table = table();
        return Fx.get(() -> table.getItems().stream()
            .map(row -> table.getColumns().stream().map(column -> textOf(column, row)).toList()).toList());
    }

    private String fact(final String name) {
        final Facts facts = Fx.find(scene, "#ladder-facts");
        return Fx.get(() -> facts.get(name));
    }

    private String label(final String id) {
        final Label label = Fx.find(scene, "#" + id);
        return Fx.get(label::getText);
    }

    /** The book as the test itself reads it from the journal: ticks and lots. */
    private static List<NavigableMap<Long, Long>> book() {
        final NavigableMap<Long, Long> bids = new TreeMap<>();
        final NavigableMap<Long, Long> asks = new TreeMap<>();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        try (JournalReader reader = JournalReader.open(session.resolve("input"))) {
            while (reader.next()) {
                header.wrap(reader.buffer(), reader.offset());
                if (header.templateId() == BookSnapshotDecoder.TEMPLATE_ID) {
                    final BookSnapshotDecoder message = new BookSnapshotDecoder().wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
                    if (message.instrumentId() == 0) {
                        message.bids().forEach(level -> bids.put(level.priceE8() / TICK, level.qtyE8() / LOT));
                        message.asks().forEach(level -> asks.put(level.priceE8() / TICK, level.qtyE8() / LOT));
                    }
                } else if (header.templateId() == BookDeltaDecoder.TEMPLATE_ID) {
                    final BookDeltaDecoder message = new BookDeltaDecoder().wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
                    message.bids().forEach(level -> bids.put(level.priceE8() / TICK, level.qtyE8() / LOT));
                    message.asks().forEach(level -> asks.put(level.priceE8() / TICK, level.qtyE8() / LOT));
                }
            }
        }
        bids.values().removeIf(lots -> lots == 0);
        asks.values().removeIf(lots -> lots == 0);
        return List.of(bids, asks);
    }

    private static String price(final long ticks) {
        return String.format(Locale.ROOT, "%,.1f", BigDecimal.valueOf(ticks * 5, 1));
    }

    private static String qty(final long lots) {
        return lots == 0 ? "" : String.format(Locale.ROOT, "%,.3f", BigDecimal.valueOf(lots, 3));
    }

    private void step(final int ticks) {
        final Button button = Fx.find(scene, "#ladder-step");
        final Button coarser = Fx.find(scene, "#ladder-coarser");
        final Button finer = Fx.find(scene, "#ladder-finer");
        for (int i = 0; i < 12; i++) {
            Fx.run(finer::fire);
        }
        for (int i = 0; i < 12 && !Fx.get(button::getText).equals(price(ticks)); i++) {
            Fx.run(coarser::fire);
        }
        assertEquals(price(ticks), Fx.get(button::getText));
    }

    /** Every row against the book that the test folds: bids of a step are those from its price up to the next, asks those down to the one below. */
    @Test
    void shouldShowEveryStepAsTheMessagesOfTheBookMakeIt() {
        for (final int ticks : new int[] {1, 2, 5, 10}) {
            step(ticks);
            assertSteps(ticks);
        }
    }

    private void assertSteps(final int ticks) {
        final NavigableMap<Long, Long> bids = book().get(0);
        final NavigableMap<Long, Long> asks = book().get(1);
        final List<List<String>> rows = shown();
        assertTrue(rows.size() > 20, () -> "only " + rows.size() + " rows");
        final List<List<String>> expected = new ArrayList<>();
        final long first = Fx.get(() -> table().getItems().getFirst().priceE8()) / TICK;
        for (int i = 0; i < rows.size(); i++) {
            final long at = first - (long) i * ticks;
            final long bid = sum(bids, at, at + ticks - 1);
            final long ask = sum(asks, at - ticks + 1, at);
            final long bidDepth = at <= bids.lastKey() ? sum(bids, at, Long.MAX_VALUE) : 0;
            final long askDepth = at >= asks.firstKey() ? sum(asks, 0, at) : 0;
            final String ours = at == MID ? "▲ 0.025 · 0.040" : at == Math.floorDiv(MID - 5, ticks) * ticks ? "▼ stop 0.025" : "";
            final String last = at == Math.ceilDiv(MID + 1, ticks) * ticks ? "▸ " : "";
            expected.add(List.of(ours, qty(bidDepth), qty(bid), last + price(at), qty(ask), qty(askDepth)));
        }
        assertEquals(expected, rows, () -> "seed " + SEED);
    }

    private static long sum(final NavigableMap<Long, Long> side, final long from, final long to) {
        return side.subMap(from, true, Math.max(from, to), true).values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void shouldShowTheTextsInItsCells() {
        step(1);
        Fx.pulse();
        final TableView<LadderRow> table = table();
        final long cells = Fx.get(() -> table.lookupAll(".ladder-depth").stream().map(DepthCell.class::cast)
            .filter(cell -> cell.getItem() != null && cell.getText() != null && cell.getStyle().contains("-fill")).count());
        final long levels = Fx.get(() -> table.getItems().stream().mapToLong(row -> (row.bidQtyE8() > 0 ? 1 : 0) + (row.askQtyE8() > 0 ? 1 : 0)).sum());
        assertEquals(levels, cells);
    }

    @Test
    void shouldShowTheStateOfTheBookInWordsAndNumbers() {
        final NavigableMap<Long, Long> bids = book().get(0);
        final NavigableMap<Long, Long> asks = book().get(1);
        final long bidLots = bids.descendingMap().values().stream().limit(10).mapToLong(Long::longValue).sum();
        final long askLots = asks.values().stream().limit(10).mapToLong(Long::longValue).sum();
        assertEquals("✓ valid", label("ladder-state"));
        assertEquals("valid", fact("State"));
        assertEquals(price(MID), fact("Best bid"));
        assertEquals(price(MID + 1), fact("Best ask"));
        assertEquals("0.5, 1 tick, 0.08 bps", fact("Spread"));
        assertEquals(qty(bidLots), fact("Bids, 10 levels"));
        assertEquals(qty(askLots), fact("Asks, 10 levels"));
        final double imbalance = Math.floor(1e8 * (bidLots - askLots) / (bidLots + askLots)) / 1e6;
        assertEquals(String.format(Locale.ROOT, "%+.1f %%, more %s", imbalance, bidLots > askLots ? "bids" : "asks").replace('-', '−'),
            fact("Imbalance, 10 levels"), () -> "seed " + SEED);
        assertEquals("0.003 at " + price(MID + 1), fact("Last trade"));
        assertEquals(bids.size() + " bids, " + asks.size() + " asks", fact("Levels"));
    }

    @Test
    void shouldListOurWorkingOrdersWithTheQuantityAhead() {
        final TableView<?> working = Fx.find(scene, "#working-orders");
        final List<List<String>> texts = Fx.get(() -> working.getItems().stream()
            .map(row -> working.getColumns().stream().map(column -> textOf(column, row)).toList()).toList());
        assertEquals(List.of(
            List.of("▲ buy", "post only", price(MID), "0.025", "0.040"), List.of("▼ sell", "stop", price(MID - 5), "0.025", "–")), texts);
    }

    @Test
    void shouldNameTheStopBelowANarrowLadder() {
        assertEquals(List.of("▼ sell stop 0.025 at " + price(MID - 5)), label("ladder-summary").lines().skip(1).toList());
    }

    /** From the narrowest place, beside the chart, to a window of its own. */
    @ParameterizedTest
    @ValueSource(ints = {300, 340, 400, 460, 520, 600, 759, 761, 860, 1_000})
    void shouldCutNothingInAnyWidth(final int width) {
        Fx.close(scene);
        ladder = Fx.get(Ladder::new);
        scene = Fx.show((Parent) ladder.node(), width, 640, Palette.DARK);
        show(end);
        for (final int ticks : new int[] {1, 10}) {
            step(ticks);
            Fx.pulse();
            final List<String> cut = Fx.get(() -> table().lookupAll(".table-cell").stream().map(cell -> (TableCell<?, ?>) cell)
                .filter(cell -> cell.getText() != null && !((Text) cell.lookup(".text")).getText().equals(cell.getText()))
                .map(TableCell::getText).toList());
            assertEquals(List.of(), cut, "cut in steps of " + ticks + " ticks; seed " + SEED);
            assertTrue(Fx.get(() -> table().getVisibleLeafColumns().stream().mapToDouble(TableColumn::getWidth).sum()) <= Fx.get(() -> table().getWidth()));
        }
    }

    @SuppressWarnings("unchecked")
    private static String textOf(final Object column, final Object row) {
        return ((TextColumn<Object>) column).textOf(row);
    }

    @Test
    void shouldShowTheOtherBookAndChooseStepsThatFillIt() {
        final ChoiceBox<String> choice = Fx.find(scene, "#ladder-instrument");
        Fx.run(() -> choice.getSelectionModel().select("PF_ETHUSD"));
        Fx.pulse();
        assertEquals("2,500.0", fact("Best bid"));
        assertEquals("2.0, 4 ticks, 8.00 bps", fact("Spread"));
    }

    @Test
    void shouldStayWhereAPersonScrolledUntilItIsCentred() {
        step(1);
        final long top = Fx.get(() -> table().getItems().getFirst().priceE8());
        command("Show higher prices");
        assertEquals(top + TICK, Fx.get(() -> table().getItems().getFirst().priceE8()));
        command("Show lower prices");
        command("Show lower prices");
        show(end);
        assertEquals(top - TICK, Fx.get(() -> table().getItems().getFirst().priceE8()));
        command("Centre the ladder");
        assertEquals(top, Fx.get(() -> table().getItems().getFirst().priceE8()));
    }

    private void command(final String name) {
        Fx.run(() -> ladder.commands().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow().action().run());
        Fx.pulse();
    }

    /** What the ladder says about books that cannot be read. */
    @Test
    void shouldSayWhyThereIsNoBook() throws IOException {
        final Path other = folder.resolve("void");
        try (TradedSession written = new TradedSession(other)) {
            written.at(SECOND).trade(0, MID, 1).at(2 * SECOND).snapshot(0, new long[] {MID, 5}, new long[] {MID + 1, 5})
                .at(3 * SECOND).delta(0, true, MID + 2, 4).at(4 * SECOND).missDelta(0).delta(0, true, MID, 7)
                .at(5 * SECOND).snapshot(0, new long[] {MID, 5}, new long[] {MID + 1, 5}).at(6 * SECOND).disconnect();
        }
        try (SessionModel gapped = SessionModel.open(other)) {
            gapped.settled().join();
            assertState(gapped, 1, "! none yet", "No order book of PF_XBTUSD was recorded up to this moment.");
            assertEquals(List.of("–", "–", "–"), List.of(fact("Bids, 10 levels"), fact("Asks, 10 levels"), fact("Levels")));
            assertState(gapped, 3, "! crossed", null);
            assertState(gapped, 4, "! gapped", "The order book of PF_XBTUSD is void until the next snapshot: a message was missed.");
            assertState(gapped, 5, "✓ valid", null);
            assertState(gapped, 6, "! disconnected", "The order book of PF_XBTUSD is void until the next snapshot: the connection was lost.");
        }
    }

    private void assertState(final SessionModel gapped, final int second, final String state, final String sentence) {
        show(gapped.goToTime(START_NS + second * SECOND).join());
        assertEquals(state, label("ladder-state"));
        final TableView<LadderRow> table = table();
        assertEquals(sentence == null, Fx.get(() -> !table.getItems().isEmpty()));
        if (sentence != null) {
            assertEquals(sentence, Fx.get(() -> ((Label) table.getPlaceholder()).getText()));
        }
    }

    @Test
    void shouldMoveOnlyWhenTheTouchLeavesTheMiddle() {
        final Centre centre = new Centre();
        final long top = centre.top(1_000 * TICK, TICK, 40);
        assertEquals(1_020, top);
        assertEquals(top, centre.top(1_010 * TICK, TICK, 40));
        assertEquals(1_031, centre.top(1_011 * TICK, TICK, 40));
        centre.scroll(5);
        assertTrue(centre.isHeld());
        assertEquals(1_036, centre.top(2_000 * TICK, TICK, 40));
        assertEquals(1_020, centre.top(2_000 * TICK, 2 * TICK, 40));
        assertFalse(centre.isHeld());
    }

    @Test
    void shouldFitBesideTheChartInAFewColumns() {
        Fx.close(scene);
        ladder = Fx.get(Ladder::new);
        scene = Fx.show((Parent) ladder.node(), 380, 480, Palette.LIGHT);
        show(end);
        final TableView<LadderRow> table = table();
        assertEquals(List.of("Ours · ahead", "Bids", "Price", "Asks"), Fx.get(() -> table.getVisibleLeafColumns().stream().map(column -> column.getText()).toList()));
        assertTrue(label("ladder-summary").startsWith("spread 0.5, 1 tick, 0.08 bps"));
    }
}

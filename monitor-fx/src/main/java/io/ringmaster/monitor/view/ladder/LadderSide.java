package io.ringmaster.monitor.view.ladder;

import io.ringmaster.monitor.model.BookView;
import io.ringmaster.monitor.model.InstrumentView;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.OrderRow;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Facts;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Tables;
import io.ringmaster.monitor.view.kit.TextColumn;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.schema.Side;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Beside the ladder: the state of the book in words and numbers, and our resting orders. */
final class LadderSide {

    private static final String IMBALANCE = "Imbalance, " + BookFacts.LEVELS + " levels";

    private final Facts facts = new Facts(
        "State", "Best bid", "Best ask", "Spread", IMBALANCE, "Bids, " + BookFacts.LEVELS + " levels", "Asks, " + BookFacts.LEVELS + " levels",
        "Last trade", "Mark", "Index", "Levels", "Missed messages", "Repeated messages", "Market data until");
    private final ObservableList<OrderRow> orders = FXCollections.observableArrayList();
    private final VBox box = new VBox();
    private Moment moment;
    private SessionFacts.Instrument instrument;

    LadderSide() {
        facts.setId("ladder-facts");
        final TableView<OrderRow> table = Tables.table("resting-orders", "No order of ours rests in this book.", orders, List.of(
            TextColumn.text("Side", 64, LadderSide::side).ink(row -> row.side() == Side.BUY ? Ink.UP : Ink.DOWN),
            TextColumn.number("Price", 86, OrderRow::limitPriceE8, row -> Numbers.onStep(row.limitPriceE8(), instrument.tickE8())),
            TextColumn.number("Left", 80, OrderRow::leavesQtyE8, row -> Numbers.onStep(row.leavesQtyE8(), instrument.lotE8())),
            TextColumn.number("Ahead", 90, this::ahead, this::aheadText)));
        final Panel resting = new Panel("Our resting orders", table);
        VBox.setVgrow(resting, Priority.ALWAYS);
        box.getStyleClass().add("ladder-side");
        box.getChildren().addAll(new Panel("Book", facts), resting);
        box.setMinWidth(Region.USE_PREF_SIZE);
    }

    VBox node() {
        return box;
    }

    private static String side(final OrderRow order) {
        return order.side() == Side.BUY ? "▲ buy" : "▼ sell";
    }

    private long ahead(final OrderRow order) {
        return moment.queueAheadE8(order.clientOrderId());
    }

    private String aheadText(final OrderRow order) {
        return ahead(order) < 0 ? Numbers.NONE : Numbers.onStep(ahead(order), instrument.lotE8());
    }

    void show(final Moment newest, final SessionFacts.Instrument of, final BookFacts book) {
        moment = newest;
        instrument = of;
        final InstrumentView market = newest.instrument(of.index());
        final BookView levels = market.book();
        facts.set("State", levels.condition().inWords());
        facts.set("Best bid", price(book.bestBidE8()), Ink.UP);
        facts.set("Best ask", price(book.bestAskE8()), Ink.DOWN);
        facts.set("Spread", book.spread(of));
        facts.set(IMBALANCE, book.imbalance(), Palette.ofSign(book.imbalanceE8()));
        facts.set("Bids, " + BookFacts.LEVELS + " levels", Numbers.onStep(book.bidQtyE8(), of.lotE8()));
        facts.set("Asks, " + BookFacts.LEVELS + " levels", Numbers.onStep(book.askQtyE8(), of.lotE8()));
        facts.set("Last trade", BookFacts.last(market, of));
        facts.set("Mark", price(market.markPriceE8()));
        facts.set("Index", price(market.indexPriceE8()));
        facts.set("Levels", Numbers.count(levels.bidLevels()) + " bids, " + Numbers.count(levels.askLevels()) + " asks");
        facts.set("Missed messages", Numbers.count(levels.gaps()), levels.gaps() == 0 ? Ink.TEXT : Ink.WARN);
        facts.set("Repeated messages", Numbers.count(levels.duplicates()));
        facts.set("Market data until", market.marketTimeNs() == 0 ? Numbers.NONE : Times.millis(market.marketTimeNs()));
        orders.setAll(LadderFold.resting(newest, of.index()));
    }

    private String price(final long priceE8) {
        return priceE8 == 0 ? Numbers.NONE : Numbers.onStep(priceE8, instrument.tickE8());
    }
}

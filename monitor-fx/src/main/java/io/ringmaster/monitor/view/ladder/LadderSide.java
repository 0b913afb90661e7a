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
import io.ringmaster.monitor.view.kit.Signs;
import io.ringmaster.monitor.view.kit.Tables;
import io.ringmaster.monitor.view.kit.TextColumn;
import io.ringmaster.monitor.view.kit.Times;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Beside the ladder: the state of the book in words and numbers, and our working orders. */
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
        final TableView<OrderRow> table = Tables.table("working-orders", "No order of ours is working.", orders, List.of(
            TextColumn.text("Side", 60, (OrderRow row) -> Signs.of(row.side())).ink(row -> Signs.ink(row.side())),
            TextColumn.text("Type", 86, (OrderRow row) -> Signs.of(row.type())),
            TextColumn.number("Price", 80, LadderSide::waitsAtE8, row -> price(waitsAtE8(row))),
            TextColumn.number("Left", 66, OrderRow::leavesQtyE8, row -> Numbers.onStep(row.leavesQtyE8(), instrument.lotE8())),
            TextColumn.number("Ahead", 66, this::ahead, this::aheadText)));
        final Panel working = new Panel("Our working orders", table);
        VBox.setVgrow(working, Priority.ALWAYS);
        final Panel book = new Panel("Book", facts);
        book.setMinHeight(Region.USE_PREF_SIZE);
        box.getStyleClass().add("ladder-side");
        box.getChildren().addAll(book, working);
        box.setMinWidth(Region.USE_PREF_SIZE);
    }

    VBox node() {
        return box;
    }

    /** The price of a limit or of a stop; 0 where the venue moves it, or there is none. */
    private static long waitsAtE8(final OrderRow order) {
        return switch (order.type()) {
            case LIMIT, POST_ONLY, IOC -> order.limitPriceE8();
            case STOP -> order.stopPriceE8();
            case TRAILING_STOP, MARKET, NULL_VAL -> 0;
        };
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
        // A book without a level is not an empty market: it is not known.
        final boolean isKnown = levels.bidLevels() + levels.askLevels() > 0;
        facts.set("Bids, " + BookFacts.LEVELS + " levels", isKnown ? Numbers.onStep(book.bidQtyE8(), of.lotE8()) : Numbers.NONE);
        facts.set("Asks, " + BookFacts.LEVELS + " levels", isKnown ? Numbers.onStep(book.askQtyE8(), of.lotE8()) : Numbers.NONE);
        facts.set("Last trade", BookFacts.last(market, of));
        facts.set("Mark", price(market.markPriceE8()));
        facts.set("Index", price(market.indexPriceE8()));
        facts.set("Levels", isKnown ? Numbers.count(levels.bidLevels()) + " bids, " + Numbers.count(levels.askLevels()) + " asks" : Numbers.NONE);
        facts.set("Missed messages", Numbers.count(levels.gaps()), levels.gaps() == 0 ? Ink.TEXT : Ink.WARN);
        facts.set("Repeated messages", Numbers.count(levels.duplicates()));
        facts.set("Market data until", market.marketTimeNs() == 0 ? Numbers.NONE : Times.millis(market.marketTimeNs()));
        orders.setAll(LadderFold.working(newest, of.index()));
    }

    private String price(final long priceE8) {
        return priceE8 == 0 ? Numbers.NONE : Numbers.onStep(priceE8, instrument.tickE8());
    }
}

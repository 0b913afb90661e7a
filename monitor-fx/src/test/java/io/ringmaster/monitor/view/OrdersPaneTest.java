package io.ringmaster.monitor.view;

import static io.ringmaster.monitor.view.ScriptedSession.START_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.monitor.view.kit.FixedDesk;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.HeadlessFx;
import io.ringmaster.monitor.view.kit.TableTexts;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(HeadlessFx.class)
class OrdersPaneTest {

    private static final String YAML = "policy: {type: confluence}\n";

    @TempDir
    private Path folder;
    private ScriptedSession session;
    private FixedDesk desk;
    private OrdersPane pane;
    @RegisterExtension
    private final ShownView shown = new ShownView();

    @BeforeEach
    void open() throws IOException {
        session = new ScriptedSession(folder, YAML, 60);
        desk = new FixedDesk();
        pane = Fx.get(() -> new OrdersPane(desk));
        shown.open(pane, 1400, 800);
    }

    @AfterEach
    void close() {
        session.close();
    }

    /** An order that is filled in two parts, its stop that works, and one that was canceled. */
    private void trade() {
        session.at(61_000_000).decision(Signal.LONG, DecisionReason.CONFLUENCE, "0.5");
        session.order(1, Side.BUY, OrderType.POST_ONLY, OrderPurpose.INCREASE, "0.05", "60000.5", session.sequence());
        session.at(61_010_200).state(1, OrderState.PENDING_NEW, OrderState.NEW, OrderEvent.ACCEPTED, "0", "0.05");
        session.at(61_500_000).fill(1, Side.BUY, "0.02", "60000.5", "0.24", Liquidity.MAKER)
            .state(1, OrderState.NEW, OrderState.PARTIALLY_FILLED, OrderEvent.FILL_PARTIAL, "0.02", "0.03");
        session.at(63_500_000).fill(1, Side.BUY, "0.03", "60000.5", "0.36", Liquidity.MAKER)
            .state(1, OrderState.PARTIALLY_FILLED, OrderState.FILLED, OrderEvent.FILL_COMPLETE, "0.05", "0");
        session.order(2, Side.SELL, OrderType.STOP, OrderPurpose.PROTECTIVE_STOP, "0.05", "59000", Long.MIN_VALUE);
        session.at(63_510_000).state(2, OrderState.PENDING_NEW, OrderState.NEW, OrderEvent.ACCEPTED, "0", "0.05");
        session.at(65_000_000).order(3, Side.BUY, OrderType.IOC, OrderPurpose.INCREASE, "0.01", "60010", Long.MIN_VALUE);
        session.at(65_020_000).state(3, OrderState.PENDING_NEW, OrderState.EXPIRED, OrderEvent.EXPIRY, "0", "0");
        session.at(70_000_000);
    }

    private List<String> orders() {
        return TableTexts.rows(shown.scene(), "#orders");
    }

    @Test
    void shouldSayThatItWarmsUpBeforeTheFirstDecision() {
        session.at(1_000_000);

        shown.show(session.moment());

        assertEquals("No order yet: it warms up until 10:01:00 and decides nothing before.", TableTexts.placeholder(shown.scene(), "#orders"));
        assertEquals("No order was filled yet.", TableTexts.placeholder(shown.scene(), "#fills"));
    }

    @Test
    void shouldSayThatThePolicyHasNotWantedAPosition() {
        session.at(61_000_000).decision(Signal.HOLD, DecisionReason.NO_SIGNAL, "0");

        shown.show(session.moment());

        assertEquals("No order yet: the policy has not wanted a position.", TableTexts.placeholder(shown.scene(), "#orders"));
    }

    @Test
    void shouldShowWhatOthersHaveOnTheAccountWhileTheyHaveIt() throws Exception {
        final WrittenSession written = new WrittenSession(folder.resolve("others"), YAML);
        RiskPaneTest.external(written.at(1).mark(60_000), 7, 0.05, 59_400, false);
        RiskPaneTest.external(written.at(2), 8, 0.2, 61_000, true);
        RiskPaneTest.external(written.at(3), 7, 0.03, 59_400, false);
        RiskPaneTest.external(written.at(4), 8, 0, 61_000, true);
        written.close();
        try (SessionModel model = SessionModel.open(folder.resolve("others"))) {
            shown.show(model.settled().get());
            final Node table = Fx.find(shown.scene(), "#external-orders");

            assertEquals(
                List.of("12:00:01.000 | PF_XBTUSD | ▲ buy | 0.0300 | 59,400.0 | add to the position | 12:00:03.000 | 00000000-0000-0003-0000-000000000007"),
                TableTexts.rows(shown.scene(), "#external-orders"));
            assertTrue(Fx.get(() -> table.getParent().getParent().isVisible()));
            shown.show(model.goToTime(WrittenSession.START_NS).get());
            assertFalse(Fx.get(() -> table.getParent().getParent().isVisible()), "before the first of them");
        }
    }

    @Test
    void shouldShowEveryOrderTheNewestFirst() {
        trade();

        shown.show(session.moment());

        assertEquals(List.of(
            "3 | 10:01:05.000 | PF_XBTUSD | ▲ buy | IOC | increase | 0.0100 | 60,010.0 | ○ expired | 0.0000 | – | – | 20.0 ms",
            "2 | 10:01:03.500 | PF_XBTUSD | ▼ sell | stop | protective stop | 0.0500 | stop 59,000.0 | ● working | 0.0000 | – | – | 6.50 s",
            "1 | 10:01:01.000 | PF_XBTUSD | ▲ buy | post only | increase | 0.0500 | 60,000.5 | ✓ filled | 0.0500 | 60,000.5 | 0.60 | 2.50 s"),
            orders());
    }

    @Test
    void shouldShowEveryFillTheNewestFirst() {
        trade();

        shown.show(session.moment());

        assertEquals(List.of(
            "10:01:03.500 | 1 | ▲ buy | 0.0300 | 60,000.5 | 0.36 | maker", "10:01:01.500 | 1 | ▲ buy | 0.0200 | 60,000.5 | 0.24 | maker"),
            TableTexts.rows(shown.scene(), "#fills"));
    }

    @Test
    void shouldShowTheLifeOfTheOrderThatIsSelected() {
        trade();
        shown.show(session.moment());
        assertEquals(List.of("Sent", "+20.0 ms Expired"), Fx.get(pane::lifeTexts), "without a selection it is the newest order");

        TableTexts.select(shown.scene(), "#orders", 2);

        assertEquals(
            List.of("Sent", "+10.2 ms Accepted", "+490 ms Partly filled 0.0200", "+2.00 s Filled 0.0300"), Fx.get(pane::lifeTexts));
    }

    @Test
    void shouldKeepTheSelectedOrderWhenANewOneComes() {
        trade();
        shown.show(session.moment());
        TableTexts.select(shown.scene(), "#orders", 2);

        session.at(71_000_000).order(4, Side.SELL, OrderType.IOC, OrderPurpose.REDUCE, "0.05", "60020", Long.MIN_VALUE);
        shown.show(session.moment());

        assertEquals(4, orders().size());
        assertEquals(3, TableTexts.selected(shown.scene(), "#orders"));
        assertEquals("Sent", Fx.get(pane::lifeTexts).getFirst());
        assertEquals(4, Fx.get(pane::lifeTexts).size());
    }

    @Test
    void shouldShowOnlyWorkingOrdersOrOnlyDoneOnes() {
        trade();
        shown.show(session.moment());
        assertEquals(List.of("All 3", "Working 1", "Done 2"), TableTexts.buttons(shown.scene(), "#order-choice"));

        TableTexts.choose(shown.scene(), "#order-choice", 1);
        assertEquals(List.of("2"), TableTexts.column(shown.scene(), "#orders", 0));

        TableTexts.choose(shown.scene(), "#order-choice", 2);
        assertEquals(List.of("3", "1"), TableTexts.column(shown.scene(), "#orders", 0));
    }

    @Test
    void shouldMoveAnOrderFromWorkingToDoneWhenItIsDone() {
        trade();
        shown.show(session.moment());
        TableTexts.choose(shown.scene(), "#order-choice", 1);

        session.at(80_000_000).state(2, OrderState.NEW, OrderState.CANCELED, OrderEvent.CANCEL_CONFIRMED, "0", "0");
        shown.show(session.moment());

        assertEquals(List.of(), TableTexts.column(shown.scene(), "#orders", 0));
        assertEquals("Nothing passes the filter: 3 rows are hidden.", TableTexts.placeholder(shown.scene(), "#orders"));
    }

    @Test
    void shouldShowTheOrdersAsTheyWereBefore() {
        trade();
        shown.show(session.moment());

        shown.show(session.model().goToTime(START_NS + 62_000_000_000L).join());

        assertEquals(List.of(
            "1 | 10:01:01.000 | PF_XBTUSD | ▲ buy | post only | increase | 0.0500 | 60,000.5 | ◐ partly filled | 0.0200 | 60,000.5 | 0.24 | 500 ms"),
            orders());
    }

    /** At both moments there are the same orders, and the newest one is done. */
    @Test
    void shouldShowAnOrderAsWorkingThatIsDoneLater() {
        trade();
        session.at(80_000_000).state(2, OrderState.NEW, OrderState.CANCELED, OrderEvent.CANCEL_CONFIRMED, "0", "0");
        shown.show(session.moment());
        TableTexts.choose(shown.scene(), "#order-choice", 1);

        shown.show(session.model().goToTime(START_NS + 70_000_000_000L).join());

        assertEquals(List.of("2"), TableTexts.column(shown.scene(), "#orders", 0));
    }

    @Test
    void shouldFindOrdersByWords() {
        trade();
        shown.show(session.moment());

        Fx.run(() -> Fx.<TextField>find(shown.scene(), "#order-search").setText("SELL stop"));
        Fx.pulse();

        assertEquals(List.of("2"), TableTexts.column(shown.scene(), "#orders", 0));
    }

    @Test
    void shouldSortOrdersByQuantity() {
        trade();
        shown.show(session.moment());

        TableTexts.sort(shown.scene(), "#orders", "Quantity");

        assertEquals(List.of("0.0100", "0.0500", "0.0500"), TableTexts.column(shown.scene(), "#orders", 6));
    }

    @Test
    void shouldShowOnlyTheFillsOfTheOrder() {
        trade();
        shown.show(session.moment());

        TableTexts.choose(shown.scene(), "#fill-choice", 1);
        assertEquals(List.of(), TableTexts.rows(shown.scene(), "#fills"), "the newest order has none");

        TableTexts.select(shown.scene(), "#orders", 2);
        assertEquals(2, TableTexts.rows(shown.scene(), "#fills").size());
    }

    @Test
    void shouldGoToTheMomentOfAnOrderThatIsOpened() {
        trade();
        shown.show(session.moment());

        TableTexts.open(shown.scene(), "#orders", 2);

        assertEquals(List.of("goTo " + (START_NS + 61_000_000_000L)), desk.asked());
    }
}

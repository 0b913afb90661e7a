package io.ringmaster.monitor.view;

import io.ringmaster.monitor.view.kit.Desk;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Every view there is. A view is made when its page is first opened. */
public final class Views {

    private static final Map<Page, Function<Desk, View>> MAKERS = makers();

    private Views() {
    }

    private static Map<Page, Function<Desk, View>> makers() {
        final Map<Page, Function<Desk, View>> makers = new EnumMap<>(Page.class);
        makers.put(Page.OVERVIEW, OverviewPane::new);
        makers.put(Page.CHART, ChartPane::new);
        makers.put(Page.LADDER, LadderPane::new);
        makers.put(Page.PORTFOLIO, PortfolioPane::new);
        makers.put(Page.RISK, RiskPane::new);
        makers.put(Page.LATENCY, LatencyPane::new);
        makers.put(Page.DECISION, DecisionPane::new);
        makers.put(Page.STRATEGIES, StrategiesPane::new);
        makers.put(Page.THOUGHTS, ThoughtsPane::new);
        makers.put(Page.HEALTH, HealthPane::new);
        makers.put(Page.ORDERS, OrdersPane::new);
        return makers;
    }

    /** The pages that can be opened, in the order of the rail. */
    public static List<Page> pages() {
        return List.copyOf(MAKERS.keySet());
    }

    /** Makes the view of a page. */
    public static View make(final Page page, final Desk desk) {
        return MAKERS.get(page).apply(desk);
    }
}

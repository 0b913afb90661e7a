package io.ringmaster.monitor.view;

import io.ringmaster.monitor.view.kit.Desk;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Every view there is. A view is made when its page is first opened. */
public final class Views {

    private static final Map<Page, Function<Desk, View>> MAKERS = new EnumMap<>(Map.of(
        Page.OVERVIEW, OverviewPane::new,
        Page.PORTFOLIO, PortfolioPane::new));

    private Views() {
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

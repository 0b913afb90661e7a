package io.ringmaster.cli.session;

import io.ringmaster.gateway.session.SessionNews;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.units.FixedPoint;
import java.util.Locale;

/** Shows the operator the messages of the gateway. */
public record SpokenNews(SessionView view) implements SessionNews {

    @Override
    public void onDifference(final String what) {
        view.say(what);
    }

    @Override
    public void onExternalOrder(final VenueOrderState order) {
        view.say(String.format(Locale.ROOT, "an order that this journal did not create is open on the account and counts in the limits: %s %s %s"
            + " %s at %s",
            order.venueOrderId(), order.side(), order.product(), order.remainingE8() < 0 ? "of unknown size" : FixedPoint.format(order.remainingE8()),
            order.limitPriceE8() == 0 ? "no limit" : FixedPoint.format(order.limitPriceE8())));
    }

    @Override
    public void onNotice(final String text) {
        view.say(text);
    }
}

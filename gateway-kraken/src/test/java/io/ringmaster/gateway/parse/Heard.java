package io.ringmaster.gateway.parse;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a connection was told, a line each. */
final class Heard implements FeedListener {

    final List<String> lines = new ArrayList<>();

    @Override
    public void onInfo() {
        lines.add("info");
    }

    @Override
    public void onSubscribed(final String feed, final String product) {
        lines.add("subscribed " + feed + " " + product);
    }

    @Override
    public void onUnsubscribed(final String feed, final String product) {
        lines.add("unsubscribed " + feed + " " + product);
    }

    @Override
    public void onChallenge(final String challenge) {
        lines.add("challenge " + challenge);
    }

    @Override
    public void onAlert(final String text) {
        lines.add("alert " + text);
    }

    @Override
    public void onBookLost(final int instrumentId, final String why) {
        lines.add("lost " + instrumentId + ": " + why);
    }

    @Override
    public void onBookWhole(final int instrumentId) {
        lines.add("whole " + instrumentId);
    }

    @Override
    public void onMalformed(final String why) {
        lines.add("malformed: " + why);
    }
}

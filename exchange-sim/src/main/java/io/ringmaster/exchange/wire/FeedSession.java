package io.ringmaster.exchange.wire;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** One client's connection to the feeds: what it subscribed to, and as whom. One thread. */
public final class FeedSession {

    private static final Set<Fault> FRAME_FAULTS = EnumSet.of(
        Fault.SOCKET_DROPPED, Fault.SOCKET_SILENT, Fault.FRAME_LOST, Fault.FRAME_TWICE, Fault.FRAME_LATE, Fault.FRAME_GARBLED, Fault.UNHEARD_OF);

    private final FeedSocket socket;
    private final FaultSchedule faults;
    private final Set<String> subscriptions = new LinkedHashSet<>();
    private final List<String> late = new ArrayList<>();
    private String key = "";
    private String challenge = "";
    private boolean isSilent;

    FeedSession(final FeedSocket socket, final FaultSchedule faults) {
        this.socket = socket;
        this.faults = faults;
    }

    /** The key it proved to own; empty before. */
    String key() {
        return key;
    }

    void setKey(final String newKey) {
        key = newKey;
    }

    String challenge() {
        return challenge;
    }

    void setChallenge(final String newChallenge) {
        challenge = newChallenge;
    }

    /** @param product empty for a feed that has none */
    void subscribe(final String feed, final String product) {
        subscriptions.add(feed + ' ' + product);
    }

    void unsubscribe(final String feed, final String product) {
        subscriptions.remove(feed + ' ' + product);
    }

    boolean isSubscribed(final String feed, final String product) {
        return subscriptions.contains(feed + ' ' + product);
    }

    /**
     * Sends a message to all who subscribed to it.
     *
     * @param occasion what faults know it by
     * @param text     called once, and only if a client is subscribed
     */
    static void publish(
        final List<FeedSession> sessions, final String occasion, final String feed, final String product, final Supplier<String> text) {
        String written = null;
        // A copy: a fault may close a connection meanwhile.
        for (final FeedSession session : List.copyOf(sessions)) {
            if (session.isSubscribed(feed, product)) {
                written = written == null ? text.get() : written;
                session.send(occasion, written);
            }
        }
    }

    /** Sends a message of a feed, or what a fault makes of it. */
    void send(final String feed, final String text) {
        if (isSilent) {
            return;
        }
        final FaultRule rule = faults.strike(feed, FRAME_FAULTS);
        switch (rule == null ? null : rule.fault()) {
            case SOCKET_DROPPED -> socket.close();
            case SOCKET_SILENT -> isSilent = true;
            case FRAME_LOST -> { }
            case FRAME_TWICE -> {
                socket.send(text);
                socket.send(text);
            }
            case FRAME_LATE -> {
                late.add(text);
                return;
            }
            case FRAME_GARBLED -> socket.send(text.substring(0, text.length() / 2));
            case UNHEARD_OF -> socket.send("{\"unheard_of\":{\"deep\":[1,null,{}]}," + text.substring(1));
            case null, default -> socket.send(text);
        }
        late.forEach(socket::send);
        late.clear();
    }

    /** Sends what is about the connection itself. */
    void say(final String text) {
        if (!isSilent) {
            socket.send(text);
        }
    }
}

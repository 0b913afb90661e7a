package io.ringmaster.strategies;

import io.ringmaster.strategies.indicator.claim.Claim;
import io.ringmaster.strategies.indicator.claim.Claims;
import java.util.Arrays;
import java.util.List;

/**
 * The strategies on one series that are called, unlike {@link PlainRules}, and which of them sleep. A strategy that sleeps is not called
 * again until one of its {@linkplain Strategy#wakers() wakers} changes. Strategies have numbers from 0 here.
 */
final class Deciders {

    private static final int AWAKE = -1;

    private final Claims claims;
    private final int[] places;
    /** For each strategy, the wakers that held when it fell asleep, as bits. */
    private final int[] asleepWith;
    private final int wakersEach;
    private final int[] wakers;

    /**
     * @param places     of the strategies among all of the shard
     * @param strategies all of the shard, by place
     */
    Deciders(final Claims claims, final int[] places, final Strategy[] strategies) {
        this.claims = claims;
        this.places = places;
        asleepWith = new int[places.length];
        Arrays.fill(asleepWith, AWAKE);
        wakersEach = Arrays.stream(places).map(place -> strategies[place].wakers().size()).max().orElse(0);
        // Where a strategy has fewer wakers than another, the rest of its row is a claim that never holds.
        wakers = new int[places.length * wakersEach];
        Arrays.fill(wakers, Claims.NEVER);
        for (int i = 0; i < places.length; i++) {
            final List<Claim> own = strategies[places[i]].wakers();
            for (int j = 0; j < own.size(); j++) {
                wakers[i * wakersEach + j] = own.get(j).index();
            }
        }
    }

    int count() {
        return places.length;
    }

    /** A strategy's place among all of the shard. */
    int place(final int i) {
        return places[i];
    }

    /** Which wakers of a strategy hold, as bits. */
    int held(final int i) {
        int held = 0;
        for (int j = 0; j < wakersEach; j++) {
            held |= claims.held(wakers[i * wakersEach + j]) << j;
        }
        return held;
    }

    /** Whether a strategy sleeps on, given which of its wakers hold. */
    boolean isAsleep(final int i, final int held) {
        return asleepWith[i] == held;
    }

    void sleep(final int i, final int held) {
        asleepWith[i] = held;
    }

    void stayAwake(final int i) {
        asleepWith[i] = AWAKE;
    }

    /** Calls the strategy at a place on the next bar, even if no waker changes. */
    void wake(final int place) {
        for (int i = 0; i < places.length; i++) {
            if (places[i] == place) {
                stayAwake(i);
            }
        }
    }
}

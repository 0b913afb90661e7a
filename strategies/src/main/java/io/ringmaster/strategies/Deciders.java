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
    /** Of each strategy the wakers that held when it fell asleep, as bits. */
    private final int[] asleepWith;
    private final boolean[] repeats;
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
        repeats = new boolean[places.length];
        wakersEach = Arrays.stream(places).map(place -> strategies[place].wakers().size()).max().orElse(0);
        // A strategy with fewer wakers than another has claims that never hold in their stead.
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

    /** Whether a strategy that sleeps repeats on every bar what it said last. */
    boolean repeats(final int i) {
        return repeats[i];
    }

    void sleep(final int i, final int held, final boolean repeating) {
        asleepWith[i] = held;
        repeats[i] = repeating;
    }

    void stayAwake(final int i) {
        asleepWith[i] = AWAKE;
        repeats[i] = false;
    }

    /** Has the strategy at a place called on the next bar, whatever its wakers are. */
    void wake(final int place) {
        for (int i = 0; i < places.length; i++) {
            if (places[i] == place) {
                stayAwake(i);
            }
        }
    }
}

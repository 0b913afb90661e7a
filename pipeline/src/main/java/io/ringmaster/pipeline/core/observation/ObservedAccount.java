package io.ringmaster.pipeline.core.observation;

/** The account as the observation reads it, as of the last fill. Quote currency and prices times 1e8. */
public interface ObservedAccount {

    /** Stands for a time at which nothing happened. */
    long NEVER = Long.MIN_VALUE;

    long equityE8();

    /** Equity at the session's start. */
    long initialEquityE8();

    /** Unrealised result of all positions. */
    long unrealisedPnlE8();

    /** Signed position of an instrument; below 0 when short. */
    long positionE8(int instrumentId);

    /** Average entry price; 0 when flat. */
    long averageEntryPriceE8(int instrumentId);

    /** Price of the protective stop; 0 if there is none. */
    long stopPriceE8(int instrumentId);

    /** Event time at which the position was opened, from flat or from the other side; {@link #NEVER} when flat. */
    long openedTimeNs(int instrumentId);

    /** Event time at which a protective stop filled last; {@link #NEVER} if none has. */
    long stopFilledTimeNs(int instrumentId);
}

package io.ringmaster.inference.contract;

/** What the portfolio is at a decision. Unknown (NaN) where it has no meaning, such as the entry of a position that is flat. */
public enum AccountField {
    /** Quote currency: equity without the unrealised result. */
    BALANCE,
    /** Equity over that at the session's start, less 1. */
    GROWTH,
    /** Signed position in base currency; below 0 when short. */
    HOLDINGS,
    /** -1, 0 or 1. */
    SIDE,
    /** Signed notional at the mark over equity. */
    EXPOSURE,
    /** Average entry price over the mark, less 1. */
    ENTRY_RELATIVE,
    /** Unrealised result over the notional at entry; 0 when flat. */
    UNREALISED,
    /** Price of the protective stop over the mark, less 1. */
    STOP_RELATIVE,
    /** Bars of the contract's timeframe that closed since the position was opened; 0 when flat. */
    BARS_IN_POSITION,
    /** Bars that closed since the last protective stop filled; unknown if none has. */
    BARS_SINCE_STOP
}

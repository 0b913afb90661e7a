/** Money arithmetic: 1e-8 fixed point in {@code long}, 128-bit intermediates, rounding by name; and what an instrument is. */
package io.ringmaster.units;

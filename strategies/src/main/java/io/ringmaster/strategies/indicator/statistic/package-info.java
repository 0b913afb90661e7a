/** Statistics of the last n values: extremes, deviations, quantiles and regression lines. */
package io.ringmaster.strategies.indicator.statistic;

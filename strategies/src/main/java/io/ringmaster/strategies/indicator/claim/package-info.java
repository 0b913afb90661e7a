/** Conditions on indicators, evaluated for all strategies of a graph at once on every bar. */
package io.ringmaster.strategies.indicator.claim;

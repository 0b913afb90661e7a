/** Shapes in prices: pivots, fractals, bricks, double tops and bottoms, and touches of a level. */
package io.ringmaster.strategies.indicator.pattern;

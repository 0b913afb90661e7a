/** Windows of past values and sums that keep their rounding errors. Public, because the packages of kinds share them. */
package io.ringmaster.strategies.indicator.window;

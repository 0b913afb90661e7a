/** Moving averages and lines that trail one. */
package io.ringmaster.strategies.indicator.average;

/** The chart: candles with what we did on them. */
package io.ringmaster.monitor.view.chart;

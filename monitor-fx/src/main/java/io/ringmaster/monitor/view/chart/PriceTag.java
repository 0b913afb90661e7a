package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.view.kit.Ink;

/**
 * A price with a name at the edge of the chart.
 *
 * @param name    beside the axis; empty for a price that needs none
 * @param isSolid whether the price is on a filled ground
 */
record PriceTag(String name, long priceE8, Ink ink, boolean isSolid) {
}

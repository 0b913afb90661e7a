/** The order book as a ladder of prices, with our orders in it. */
package io.ringmaster.monitor.view.ladder;

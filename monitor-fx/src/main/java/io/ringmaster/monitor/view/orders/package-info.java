/** Orders and fills, and what became of each order. */
package io.ringmaster.monitor.view.orders;

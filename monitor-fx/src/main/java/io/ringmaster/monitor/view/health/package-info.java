/** The view of the health of a session: its journals, its market data, the venue, the strategies, and the monitor itself. */
package io.ringmaster.monitor.view.health;

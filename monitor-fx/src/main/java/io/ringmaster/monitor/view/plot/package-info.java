/** Axes and curves of the panels' drawings. */
package io.ringmaster.monitor.view.plot;

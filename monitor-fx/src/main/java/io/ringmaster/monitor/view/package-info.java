/** The window of the monitor and its views. */
package io.ringmaster.monitor.view;

/** What every strategy says, and what its virtual account earned. */
package io.ringmaster.monitor.view.strategies;

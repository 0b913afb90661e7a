/** Why it did or did not trade: thoughts, and what stopped it. */
package io.ringmaster.monitor.view.thoughts;

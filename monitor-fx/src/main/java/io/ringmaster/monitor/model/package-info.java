/** What a session recorded, folded into what the screen shows at a moment. Knows no JavaFX. */
package io.ringmaster.monitor.model;

/** The window: header, views, time travel, commands, and what it remembers between two starts. */
package io.ringmaster.monitor.window;

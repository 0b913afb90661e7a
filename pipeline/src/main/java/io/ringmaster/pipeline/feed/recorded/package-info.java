/** What the readers of any recorded feed share: lines of a file, checked fields of a JSON message, and counts of what was read. */
package io.ringmaster.pipeline.feed.recorded;

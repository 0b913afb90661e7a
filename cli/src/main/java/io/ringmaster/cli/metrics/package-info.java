/** What a session does, as metrics that Prometheus reads: a process of its own folds the journals and serves the newest values. */
package io.ringmaster.cli.metrics;

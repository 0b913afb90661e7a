/** The {@code bench} command: speed measured through the pipeline that trades, each with a baseline in the same run. */
package io.ringmaster.cli.bench;

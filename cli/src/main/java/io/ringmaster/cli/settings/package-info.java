/** The whole configuration file, its registry of strategies, and what differs between two configurations. */
package io.ringmaster.cli.settings;

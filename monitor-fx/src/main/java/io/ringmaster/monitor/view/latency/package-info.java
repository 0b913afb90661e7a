/** The view of latency: how long each stage of the engine took. */
package io.ringmaster.monitor.view.latency;

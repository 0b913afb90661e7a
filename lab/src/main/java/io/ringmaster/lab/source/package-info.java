/** Recorded markets as streams of input messages, one class a format, each in constant memory; and tables of results. */
package io.ringmaster.lab.source;

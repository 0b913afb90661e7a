/** Recorded markets as streams of input messages, one class a format, each in constant memory. */
package io.ringmaster.lab.source;

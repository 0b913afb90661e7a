/** Thin Disruptor adapters: each takes an event slot, calls a plain object, and leaves the result in the slot. */
package io.ringmaster.pipeline.handler;

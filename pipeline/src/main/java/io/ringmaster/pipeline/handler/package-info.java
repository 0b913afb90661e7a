/** Thin Disruptor adapters: take an event slot, call a plain object, leave its answer in the slot. */
package io.ringmaster.pipeline.handler;

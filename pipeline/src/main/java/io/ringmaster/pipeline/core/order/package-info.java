/** The life of our orders. */
package io.ringmaster.pipeline.core.order;

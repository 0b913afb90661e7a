/** Position, cash and profit in integers. */
package io.ringmaster.pipeline.core.portfolio;

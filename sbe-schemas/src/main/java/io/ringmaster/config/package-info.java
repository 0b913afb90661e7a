/** How a configuration record describes its own settings, and what a fault in something a person gave is reported as. */
package io.ringmaster.config;

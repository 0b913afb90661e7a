/** How a configuration record describes its own settings. */
package io.ringmaster.config;

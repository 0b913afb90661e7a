/** How a configuration record describes its settings, and the exception that reports bad input. */
package io.ringmaster.config;

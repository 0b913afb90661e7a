/** The built-in strategy types and their catalog. The Javadoc of each type names the source of its definition. */
package io.ringmaster.strategies.library;

/** The strategies themselves, by the definitions their Javadoc names. */
package io.ringmaster.strategies.library;

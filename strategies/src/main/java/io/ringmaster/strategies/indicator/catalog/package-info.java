/** Every type of indicator by name, from the packages of kinds and from definitions in the language itself. */
package io.ringmaster.strategies.indicator.catalog;

/** What the values of an observation tell about the price that follows, and about each other. */
package io.ringmaster.lab.features;

/** Which rows of a history train and which test, so that no training row knows a test row's outcome. */
package io.ringmaster.lab.split;

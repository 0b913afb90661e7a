/** Pages that need no other file. */
package io.ringmaster.lab.page;

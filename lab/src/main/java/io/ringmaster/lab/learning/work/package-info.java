/** Worker threads that change how long something takes, and never what comes out. */
package io.ringmaster.lab.learning.work;

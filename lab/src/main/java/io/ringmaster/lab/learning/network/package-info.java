/** Networks that compute forward as the exact engine does, bit for bit, and backward in one fixed order of every sum. */
package io.ringmaster.lab.learning.network;

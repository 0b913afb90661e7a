/** The desktop monitor: shows what a session holds, why, and what could stop it. It reads journals and can touch nothing. */
package io.ringmaster.monitor;

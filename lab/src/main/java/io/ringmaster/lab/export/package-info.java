/** What a session did, as rows for those who train elsewhere. */
package io.ringmaster.lab.export;

/** Virtual accounts: what each strategy would have earned alone, with costs. */
package io.ringmaster.pipeline.core.account;

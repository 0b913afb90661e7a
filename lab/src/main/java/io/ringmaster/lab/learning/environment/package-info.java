/** What a policy acts in while it learns. */
package io.ringmaster.lab.learning.environment;

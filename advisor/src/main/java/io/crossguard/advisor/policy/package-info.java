/**
 * What the advisor decides by: the limits of the policy, what is known of the market beyond prices,
 * and what margin modes a venue offers.
 */
package io.crossguard.advisor.policy;

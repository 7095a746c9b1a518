/**
 * What to do with each position, with the margin, the reasons and the account before and after.
 */
package io.crossguard.advisor.recommendation;

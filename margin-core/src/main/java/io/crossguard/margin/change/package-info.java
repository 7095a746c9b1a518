/**
 * What a change would do to an account before it is made: whether a venue accepts it, what moves
 * between which scopes, and how much may move at most.
 */
package io.crossguard.margin.change;

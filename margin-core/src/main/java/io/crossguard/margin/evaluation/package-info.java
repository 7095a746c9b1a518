/**
 * Where an account stands: its margin scopes, their balances, requirements and verdicts, and every
 * position's share in them.
 */
package io.crossguard.margin.evaluation;

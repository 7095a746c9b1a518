/**
 * Replays past prices through the engine and the advisor: what became of an account whose margin
 * modes were advised, and of the same account under simpler rules. Pure as the rest of the module:
 * prices come in and figures go out; files, threads and pictures are the caller's.
 */
package io.crossguard.advisor.backtest;

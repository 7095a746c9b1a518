/**
 * Advice on margin modes: what hedges what in an account, which positions belong in cross margin,
 * which in isolated margin, and with how much. Structure decides: the engine knows no clock, no
 * owner and no venue by name.
 */
package io.crossguard.advisor;

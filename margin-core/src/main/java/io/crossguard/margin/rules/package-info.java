/**
 * What a venue demands: instruments, rate schedules, haircuts and conventions. Venues differ by
 * values, never by code.
 */
package io.crossguard.margin.rules;

package io.crossguard.margin.rules;

/** What a position requires: of a contract by its notional, of an option by what it is about. */
public sealed interface Requirement permits RateSchedule, OptionRequirement {}

/** Benchmarks, run by the profile {@code benchmark}; no test depends on their timings. */
package io.crossguard.margin.benchmark;

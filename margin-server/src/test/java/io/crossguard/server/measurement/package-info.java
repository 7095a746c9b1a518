/** Measurements: commands that are run by hand, and print what they found. */
package io.crossguard.server.measurement;

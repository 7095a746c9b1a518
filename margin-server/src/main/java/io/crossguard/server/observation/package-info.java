/** Metrics and traces of a running server, by OpenTelemetry. */
package io.crossguard.server.observation;

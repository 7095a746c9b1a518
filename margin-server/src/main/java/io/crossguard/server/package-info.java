/** Starts the service: as a process of its own, or embedded in another. */
package io.crossguard.server;

/**
 * One call: its name, who makes it, and how it ends. Everything that ends a call with another status
 * than OK goes through {@link io.crossguard.server.call.StatusFactory}.
 */
package io.crossguard.server.call;

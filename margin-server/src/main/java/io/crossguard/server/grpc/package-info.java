/**
 * The services: each method maps the request, calls the core and maps the result. Everything that
 * ends a call with another status than OK goes through {@link
 * io.crossguard.server.grpc.StatusFactory}.
 */
package io.crossguard.server.grpc;

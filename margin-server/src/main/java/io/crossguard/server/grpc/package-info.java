/** The services: each method maps the request, calls the core and maps the result. */
package io.crossguard.server.grpc;

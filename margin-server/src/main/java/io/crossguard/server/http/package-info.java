/**
 * The calls over HTTP/1.1 with JSON, for browsers and tools that have no gRPC: by the paths that the
 * protocol gives them, through the same interceptors to the same services.
 */
package io.crossguard.server.http;

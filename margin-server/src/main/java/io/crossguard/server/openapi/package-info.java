/** The description of the calls over HTTP in OpenAPI's form, made of the protocol itself. */
package io.crossguard.server.openapi;

/** Puts the server together. The only package that knows an injector. */
package io.crossguard.server.wiring;

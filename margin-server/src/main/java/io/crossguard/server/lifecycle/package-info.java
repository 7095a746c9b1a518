/** How the server starts, tells its health, and ends. */
package io.crossguard.server.lifecycle;

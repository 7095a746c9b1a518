/** Who may call what, and the certificates that connections are secured with. */
package io.crossguard.server.security;

/** What operators and their tools look at over HTTP, beside the port of the service. */
package io.crossguard.server.admin;

/** What an operator may set, and which build this is. */
package io.crossguard.server.config;

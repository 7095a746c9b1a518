/** Accounts that are watched over time: their state, and what is to be told of it. Pure. */
package io.crossguard.server.monitor;

/**
 * Where the wire ends: requests become domain values, or a list of every violation with its path;
 * results become responses.
 */
package io.crossguard.server.mapping;

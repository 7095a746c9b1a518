package io.crossguard.client.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;

/**
 * Where a command reads from and writes to, and what surrounds it.
 *
 * @param in standard input
 * @param out standard output: answers and nothing else
 * @param err standard error: what went wrong
 * @param environment environment variables by name
 */
record Terminal(InputStream in, PrintWriter out, PrintWriter err, Map<String, String> environment) {
  Terminal {
    environment = Map.copyOf(environment);
  }
}

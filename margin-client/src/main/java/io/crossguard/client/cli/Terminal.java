package io.crossguard.client.cli;

import java.io.InputStream;
import java.io.PrintWriter;

/**
 * Where a command reads from and writes to.
 *
 * @param in standard input
 * @param out standard output: answers and nothing else
 * @param err standard error: what went wrong
 */
record Terminal(InputStream in, PrintWriter out, PrintWriter err) {}

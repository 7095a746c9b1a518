/**
 * The command line: reads requests as JSON, asks a service (the embedded one or a remote one), and
 * shows the answer as tables for people or as JSON for programs.
 */
package io.crossguard.client.cli;

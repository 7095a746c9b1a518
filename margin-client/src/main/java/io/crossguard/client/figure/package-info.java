/** How figures are written for people: one form for the command line and for the page. */
package io.crossguard.client.figure;

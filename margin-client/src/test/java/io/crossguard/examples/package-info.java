/** Holds the examples of Javadoc and READMEs to what the code is. */
package io.crossguard.examples;

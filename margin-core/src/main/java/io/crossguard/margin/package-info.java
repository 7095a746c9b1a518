/** The margin engine: where an account stands, and how far it is from liquidation. */
package io.crossguard.margin;

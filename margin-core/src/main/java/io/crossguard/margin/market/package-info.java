/** The prices that an evaluation looks at. */
package io.crossguard.margin.market;

/**
 * Many accounts at once, in flat columns of whole numbers: where each scope stands, exactly, after
 * every tick of a price.
 */
package io.crossguard.margin.book;

/**
 * What to do with a trade before it is made: in which margin mode to open it, with how much margin,
 * and what it does to the book that is there.
 */
package io.crossguard.advisor.order;

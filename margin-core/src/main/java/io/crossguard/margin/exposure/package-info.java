/** What an account gains or loses as each root moves: long, short, net and gross. */
package io.crossguard.margin.exposure;

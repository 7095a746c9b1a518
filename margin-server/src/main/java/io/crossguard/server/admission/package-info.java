/** How much goes on at once: who may come in, for how long, and on which thread it runs. */
package io.crossguard.server.admission;

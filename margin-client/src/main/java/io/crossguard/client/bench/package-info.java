/** Load on the service: calls at a pace, and how they ended and how long they took. */
package io.crossguard.client.bench;

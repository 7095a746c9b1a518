/**
 * The Java client: a connection to the service, and failures as one type of exception. Requests and
 * responses are the messages of {@link io.crossguard.v1}.
 */
package io.crossguard.client;

/** The service for tests of others, with JUnit 5. Only here does the library start a server. */
package io.crossguard.client.junit;

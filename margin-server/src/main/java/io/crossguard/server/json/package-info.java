/** Messages in their JSON form, read by the letter and with the place of whatever is wrong. */
package io.crossguard.server.json;

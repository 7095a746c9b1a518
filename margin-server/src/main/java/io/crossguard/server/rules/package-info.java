/** The rule sets that are built in: files in the JSON form of the rule-set message. */
package io.crossguard.server.rules;

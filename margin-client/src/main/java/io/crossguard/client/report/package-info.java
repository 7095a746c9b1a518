/**
 * The report: one account as a page that a browser shows and a person reads. Its figures are asked
 * of the service, gathered as records, and laid out as sections of HTML.
 */
package io.crossguard.client.report;

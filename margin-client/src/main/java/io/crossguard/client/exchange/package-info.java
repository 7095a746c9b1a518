/**
 * Importers: what the interfaces of venues answer about an account, its positions and their tiers,
 * as one request. Nothing is rounded, and nothing that could change a figure is left out in
 * silence.
 */
package io.crossguard.client.exchange;

/** What a European option is worth, and how that moves with its underlying. */
package io.crossguard.margin.option;

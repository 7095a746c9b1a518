package io.crossguard.advisor.exposure;

import io.crossguard.margin.value.Decimal;

/**
 * What one coin of a root is worth in the quote currency.
 *
 * @param value positive
 * @param isKnown whether an index, a perpetual or a conversion says so; otherwise a dated future's
 *     mark stands in, good enough to classify and not to size
 */
public record RootPrice(Decimal value, boolean isKnown) {}

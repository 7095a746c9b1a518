/**
 * Netting: which legs of a root offset each other in a pool, which do so across pools only, and
 * where the residual lies.
 */
package io.crossguard.advisor.hedge;

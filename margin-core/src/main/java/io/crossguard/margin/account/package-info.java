/** What an account holds: balances, and positions in cross or isolated margin. */
package io.crossguard.margin.account;

/** Turns what is to be done into changes of the margin engine, and carries them out on a copy. */
package io.crossguard.advisor.plan;

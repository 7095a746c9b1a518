/** The rules on who may import whom, and on what the code may consist of. */
package io.crossguard.architecture;

/** Values that are made from files, and made anew while the server runs. */
package io.crossguard.server.reload;

/** Every position and every coin that serves as collateral as a signed amount of its root. */
package io.crossguard.advisor.exposure;

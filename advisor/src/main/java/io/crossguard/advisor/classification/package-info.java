/** What a position and its group are by structure: neutral, hedged, partly hedged, directional. */
package io.crossguard.advisor.classification;

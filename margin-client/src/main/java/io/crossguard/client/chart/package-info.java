/**
 * Charts as SVG, drawn by Apache ECharts in a JavaScript engine inside this process. What a chart
 * shows goes in as data and comes out as text: nothing of it is ever run.
 */
package io.crossguard.client.chart;

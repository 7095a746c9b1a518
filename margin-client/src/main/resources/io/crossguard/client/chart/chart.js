// A chart is drawn at once: what the library puts off is motion, which it has none of.
function setTimeout() {}
function clearTimeout() {}

// One chart as text. The option has values and labels of numbers, no source.
function draw(option, width, height) {
  var chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: width, height: height });
  try {
    // Nothing on a page answers a pointer: no numbers of marks for scripts, no style under it.
    echarts.zrender.registerSSRDataGetter(function () {});
    chart.setOption(option);
    return chart.getZr().painter.renderToString({
      useViewBox: true,
      cssEmphasis: false,
      cssAnimation: false,
    });
  } finally {
    chart.dispose();
  }
}

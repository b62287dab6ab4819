"use strict";

// Draws the page's charts from the figures in its data attributes; the tables stand there in any case.
(() => {
  const { script, style } = document.getElementById("uplot").dataset;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const dashes = [[1, 4], [], [10, 6], [14, 4, 2, 4], [2, 4]];
  const number = new Intl.NumberFormat(document.documentElement.lang + "-u-nu-latn");
  const day = new Intl.DateTimeFormat(document.documentElement.lang + "-u-nu-latn", { month: "short", day: "numeric" });

  const axis = (more) => ({
    stroke: colour("--quiet"),
    grid: { stroke: colour("--rule"), width: 1 },
    ticks: { stroke: colour("--rule"), width: 1 },
    font: "13px system-ui",
    ...more,
  });

  // Stations of one line share its hue and dashes: the first is drawn hollow, the next is filled.
  const point = (series, at) =>
    series.slice(0, at).filter(({ line }) => line === series[at].line).length % 2 ? colour(`--line-${series[at].line}`) : colour("--paper");

  const levels = (data, words) => ({
    scales: { x: { time: false, range: [-0.25, data.x.length - 0.75] }, y: { range: [0, 100] } },
    axes: [
      axis({ splits: () => data.x.map((_, index) => index), values: () => data.x }),
      axis({ values: (_, splits) => splits.map((percent) => `${percent} %`), size: 56 }),
    ],
    series: [
      { label: words.x, value: (_, index) => data.x[index] ?? "" },
      ...data.series.map(({ name, line }, index) => ({
        label: name,
        stroke: colour(`--line-${line}`),
        width: 3,
        dash: dashes[line],
        spanGaps: false,
        points: { show: true, size: 10, fill: point(data.series, index), width: 3 },
        value: (_, percent) => (percent == null ? "" : `${percent} %`),
      })),
    ],
    legend: { markers: { fill: (_, at) => at && point(data.series, at - 1) } },
    columns: [data.x.map((_, index) => index), ...data.series.map(({ values }) => values)],
  });

  const versionMarkers = (versions, word) => ({
    hooks: {
      draw: (plot) => {
        const { ctx, bbox } = plot;
        ctx.save();
        ctx.strokeStyle = ctx.fillStyle = colour("--ink");
        ctx.setLineDash([4, 4]);
        ctx.font = `${13 * devicePixelRatio}px system-ui`;
        for (const { at, version } of versions) {
          const x = plot.valToPos(at, "x", true);
          if (x < bbox.left || x > bbox.left + bbox.width) continue;
          ctx.beginPath();
          ctx.moveTo(x, bbox.top);
          ctx.lineTo(x, bbox.top + bbox.height);
          ctx.stroke();
          const late = x > bbox.left + bbox.width / 2;
          ctx.textAlign = late ? "right" : "left";
          ctx.fillText(`${word} ${version}`, x + (late ? -6 : 6), bbox.top + 14 * devicePixelRatio);
        }
        ctx.restore();
      },
    },
  });

  const halfDay = 43200;
  const fortnight = 14 * 86400;

  const counted = (_, count) => (count == null ? "" : number.format(count));

  const time = (data, words) => ({
    scales: { x: { range: () => [Math.min(data.days[0], data.days.at(-1) - fortnight) - halfDay, data.days.at(-1) + halfDay] } },
    axes: [
      axis({ values: (_, splits) => splits.map((at) => day.format(new Date(at * 1000))) }),
      axis({ values: (_, splits) => splits.map((count) => (Number.isInteger(count) ? number.format(count) : "")) }),
    ],
    plugins: [versionMarkers(data.versions, words.version)],
    series: [
      { label: words.x, value: (_, at) => (at == null ? "" : day.format(new Date(at * 1000))) },
      { label: words.completions, value: counted, stroke: colour("--accent"), fill: colour("--accent-wash"), width: 2, paths: uPlot.paths.bars({ size: [0.7, 40] }), points: { show: false } },
      { label: words.records, value: counted, stroke: colour("--line-2"), width: 2, dash: dashes[2], points: { show: true, size: 7, fill: colour("--paper") } },
    ],
    columns: [data.days, data.completions, data.records],
  });

  const kinds = { levels, time };
  const drawn = [];
  const height = 256;

  const draw = () => {
    for (const chart of drawn.splice(0)) chart.destroy();
    for (const place of document.querySelectorAll(".chart")) {
      const { columns, ...options } = kinds[place.dataset.chart](JSON.parse(place.dataset.values), place.dataset);
      drawn.push(new uPlot({ width: place.clientWidth, height, cursor: { drag: { x: false, y: false } }, ...options }, columns, place));
    }
  };

  const start = () => {
    draw();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    const fit = new ResizeObserver((places) => {
      for (const { target, contentRect } of places) {
        const chart = drawn.find(({ root }) => target.contains(root));
        if (chart && chart.width !== Math.floor(contentRect.width)) chart.setSize({ width: Math.floor(contentRect.width), height });
      }
    });
    for (const place of document.querySelectorAll(".chart")) fit.observe(place);
  };

  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
  const library = Object.assign(document.createElement("script"), { src: script, onload: start });
  document.head.append(sheet, library);
})();

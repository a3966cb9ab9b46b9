// Draws the rates of the table on the same page; without script the table says it all.
(() => {
  const place = document.getElementById("indicator-chart");
  const rows = [...document.querySelectorAll("#indicators tr[data-percent]")].reverse();
  if (!place || !window.echarts || rows.length === 0) {
    return;
  }
  place.hidden = false;
  const style = getComputedStyle(document.body);
  const chart = echarts.init(place, null, { renderer: "svg" });
  const narrow = () => place.clientWidth < 520;
  const draw = () =>
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: style.fontFamily, color: style.color },
      grid: { left: 8, right: 64, top: 8, bottom: 8, containLabel: true },
      xAxis: {
        type: "value",
        min: 0,
        max: (most) => Math.max(100, Math.ceil(most.max / 10) * 10),
        axisLabel: { formatter: "{value}%", hideOverlap: true },
      },
      yAxis: {
        type: "category",
        data: rows.map((row) => row.dataset.name),
        axisTick: { show: false },
        axisLabel: { fontSize: narrow() ? 11 : 13 },
      },
      series: [
        {
          type: "bar",
          barMaxWidth: 18,
          itemStyle: { color: "#0b6673", borderRadius: [0, 3, 3, 0] },
          label: { show: true, position: "right", formatter: "{c}%" },
          data: rows.map((row) => Number(row.dataset.percent)),
        },
      ],
    });
  draw();
  addEventListener("resize", () => {
    chart.resize();
    draw();
  });
})();

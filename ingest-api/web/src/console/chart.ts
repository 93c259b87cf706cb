import * as echarts from 'echarts/core';
import { onBeforeUnmount, onMounted, type Ref } from 'vue';

/** A chart as large as its box, whatever becomes of the window. @param then once it is there */
export function useChart(
  box: Ref<HTMLElement | undefined>,
  option: () => echarts.EChartsCoreOption,
  then: (chart: echarts.ECharts) => void = () => undefined,
): void {
  let chart: echarts.ECharts | null = null;
  const size = new ResizeObserver(() => chart?.resize());
  onMounted(() => {
    if (!box.value) return;
    chart = echarts.init(box.value);
    chart.setOption({ animation: false, ...option() });
    size.observe(box.value);
    then(chart);
  });
  onBeforeUnmount(() => {
    size.disconnect();
    chart?.dispose();
  });
}
